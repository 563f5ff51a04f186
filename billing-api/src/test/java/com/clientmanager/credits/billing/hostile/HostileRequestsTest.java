package com.clientmanager.credits.billing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.AccountStory;
import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.hostile.RawHttp.Answer;
import com.clientmanager.credits.billing.http.PagePaths;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.exception.JsonPathException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every address of the API and of the pages, with malformed and hostile requests. */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class HostileRequestsTest {
    private static final int REQUESTS = 3_000;
    private static final String ACCOUNT = "hostile-requests";

    @Inject
    EngineTopics engine;

    @BeforeEach
    void open() {
        if (Api.as(com.clientmanager.credits.billing.Tokens.operator())
                        .get("/v1/accounts/" + ACCOUNT + "/balance")
                        .statusCode()
                == 404) {
            Api.open(ACCOUNT, "Europe/Vienna");
            new AccountStory(engine, ACCOUNT)
                    .opens(2_500_000_000L)
                    .charges("sms.send", 3, 12_000_000, "auth0|5f", AccountStory.START.plusSeconds(60))
                    .showsBalance();
            engine.flush();
            Api.awaitLine(ACCOUNT, 3);
        }
    }

    @Test
    void whatever_is_asked_is_answered_in_time_with_a_body_and_never_with_an_error_of_ours() throws IOException {
        HostileRequests requests = new HostileRequests(16, ACCOUNT, ApiDescription.read());
        List<String> faults = new ArrayList<>();
        String slowest = "";
        Duration longest = Duration.ZERO;
        for (int i = 0; i < REQUESTS; i++) {
            HostileRequests.Sent sent = requests.next();
            try {
                Answer answer = RawHttp.send(
                        RestAssured.port, sent.bytes(), sent.method().equals("HEAD"));
                String fault = fault(sent, answer);
                if (fault != null) {
                    faults.add(fault + "\n" + sent.shortened() + "\n -> " + answer.status() + " " + answer.headers()
                            + " " + start(answer.body()));
                }
                if (answer.took().compareTo(longest) > 0) {
                    longest = answer.took();
                    slowest = sent.shortened();
                }
            } catch (IOException unanswered) {
                faults.add(unanswered + "\n" + sent.shortened());
            }
        }
        System.out.println(
                "slowest of " + REQUESTS + " hostile requests: " + longest.toMillis() + " ms for\n" + slowest);
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            value = {
                "GET /v1/accounts/hostile-requests/ledger?limit=ten > 400 INVALID_FIELD limit",
                "GET /v1/accounts/hostile-requests/payments?limit=1.5 > 400 INVALID_FIELD limit",
                "GET /v1/accounts/hostile-requests/invoices?limit=99999999999 > 400 INVALID_FIELD limit",
                "GET /v1/rejected-usage?limit=ten > 400 INVALID_FIELD limit",
                "GET /v1/rejected-usage?replayed=maybe > 400 INVALID_FIELD replayed",
                "GET /v1/accounts/hostile-requests/ledger?user=a%00b > 400 INVALID_FIELD user",
                "GET /v1/accounts/hostile-requests/ledger?user=%zz > 400 INVALID_FIELD user",
                "GET /v1/accounts/hostile-requests/ledger?user=%ff > 400 INVALID_FIELD user",
                "GET /v1/accounts/hostile%00/ledger > 400 INVALID_REQUEST null",
                "GET /v1/accounts/hostile%zz/ledger > 400 INVALID_REQUEST null",
                "GET /v1/accounts/hostile-requests/ledger?from=%2B999999999-01-01 > 400 INVALID_FIELD from",
                "GET /v1/accounts/hostile-requests/usage?from=-999999999-01-01&to=2026-01-01 > 400 INVALID_FIELD from",
                "GET /v1/accounts/hostile-requests/usage?cycle=%2B999999999-01-01 > 400 INVALID_FIELD cycle",
                "GET /v1/rate-card?at=%2B1000000000-12-31T23:59:59Z > 400 INVALID_FIELD at",
                "PUT /v1/plans > 405 METHOD_NOT_ALLOWED null",
                "PATCH /v1/accounts/hostile-requests/balance > 405 METHOD_NOT_ALLOWED null",
                "TRACE /v1/plans > 405 METHOD_NOT_ALLOWED null",
                "GET /v1/nothing > 404 NOT_FOUND null",
                "CONNECT x:1 > 404 NOT_FOUND null",
            })
    void what_cannot_be_read_is_named(String line, String expected) throws IOException {
        Answer answer = ask(line + " HTTP/1.1\r\nHost: x");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonPath problem = new JsonPath(answer.body());
        assertThat(answer.status() + " " + problem.getString("code") + " " + problem.getString("field"))
                .isEqualTo(expected);
        if (answer.status() == 405) {
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '>',
            value = {
                "GET /billing/ > 308 /billing",
                "GET /billing/usage//?period=current > 308 /billing/usage?period=current",
                "GET /billing//plan > 308 /billing/plan",
                "HEAD /signin/ > 308 /signin",
            })
    void a_page_has_one_address_and_other_spellings_lead_there(String line, String expected) throws IOException {
        Answer answer = ask(line + " HTTP/1.1\r\nHost: x");
        assertThat(answer.status() + " " + answer.header("Location")).isEqualTo(expected);
    }

    @Test
    void a_raw_character_in_an_address_means_what_it_means_encoded() throws IOException {
        String raw = ask("GET /v1/accounts/" + ACCOUNT + "/ledger?user=auth0|5f HTTP/1.1\r\nHost: x")
                .body();
        String encoded = ask("GET /v1/accounts/" + ACCOUNT + "/ledger?user=auth0%7C5f HTTP/1.1\r\nHost: x")
                .body();
        assertThat(new JsonPath(raw).getList("items")).hasSize(1);
        assertThat(raw).isEqualTo(encoded);
        assertThat(ask("GET /billing/usage/lines?user=auth0|5f HTTP/1.1\r\nHost: x")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_old_client_that_sends_no_host_is_answered_and_a_new_one_is_told() throws IOException {
        assertThat(ask("GET /v1/plans HTTP/1.0").status()).isEqualTo(200);
        assertThat(ask("GET /billing HTTP/1.0").status()).isEqualTo(200);
        Answer refused = ask("GET /v1/plans HTTP/1.1");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(new JsonPath(refused.body()).getString("code")).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void a_preference_of_language_that_cannot_be_read_ends_nothing() throws IOException {
        for (String languages : List.of("en-US,en;q=0.5,", "de;q=abc", "_", "*", "en;q=9", ",,;;")) {
            Answer answer = ask("GET /billing/usage HTTP/1.1\r\nHost: x\r\nAccept-Language: " + languages);
            assertThat(answer.status()).as(languages).isEqualTo(200);
        }
    }

    @Test
    void a_body_whose_format_is_not_read_answers_415() throws IOException {
        for (String header : List.of(
                "X-None: 1",
                "Content-Type: text/plain",
                "Content-Type: ///",
                "Content-Type: application/json;charset=utf-16",
                "Content-Type: application/json\r\nContent-Encoding: gzip")) {
            Answer answer =
                    ask("POST /v1/accounts HTTP/1.1\r\nHost: x\r\n" + header + "\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(answer.status()).as(header).isEqualTo(415);
            assertThat(new JsonPath(answer.body()).getString("code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        }
    }

    @Test
    void what_is_too_long_answers_413_414_or_431() throws IOException {
        assertThat(ask("GET /v1/plans?x=" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: x")
                        .body())
                .contains("ADDRESS_TOO_LONG");
        assertThat(ask("GET /v1/plans HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(70_000))
                        .body())
                .contains("HEADERS_TOO_LARGE");
        assertThat(ask("POST /v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 900000")
                        .body())
                .contains("TOO_LARGE");
    }

    @Test
    void head_is_get_without_the_body_and_options_lists_the_methods() throws IOException {
        Answer head = ask("HEAD /v1/plans HTTP/1.1\r\nHost: x");
        assertThat(head.status()).isEqualTo(200);
        assertThat(ask("OPTIONS /v1/accounts/" + ACCOUNT + "/payment-method HTTP/1.1\r\nHost: x")
                        .header("Allow"))
                .isEqualTo("GET, HEAD, OPTIONS, PUT");
        assertThat(ask("OPTIONS /v1/rate-card/versions HTTP/1.1\r\nHost: x").header("Allow"))
                .isEqualTo("OPTIONS, POST");
    }

    private static Answer ask(String head) throws IOException {
        return RawHttp.send(
                RestAssured.port,
                HostileRequests.signedIn(head, ACCOUNT).getBytes(StandardCharsets.UTF_8),
                head.startsWith("HEAD"));
    }

    private static String fault(HostileRequests.Sent sent, Answer answer) {
        boolean bodiless = sent.method().equals("HEAD") || answer.status() < 400;
        // The engine is pretended and opens no subscription, and what needs one says so.
        boolean opening = answer.status() == 503
                && sent.path().contains("cancel")
                && answer.header("Retry-After").equals("1");
        if (answer.status() >= 500 && !opening) {
            return "an error of ours";
        }
        if (bodiless) {
            return null;
        }
        String type = answer.header("Content-Type");
        if (PagePaths.isPage(sent.path())) {
            boolean page = type.startsWith("text/html") && answer.body().contains("<html");
            if (page || !sent.path().contains("..")) {
                return page ? null : "no page";
            }
        }
        try {
            return type.startsWith("application/problem+json") && new JsonPath(answer.body()).getString("code") != null
                    ? null
                    : "no problem with a code";
        } catch (JsonPathException unreadable) {
            return "no JSON";
        }
    }

    private static String start(String body) {
        return body.substring(0, Math.min(200, body.length()));
    }
}
