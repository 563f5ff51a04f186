package com.clientmanager.credits.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.ingest.cloudevent.HostileRequests;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as bytes on a socket, which no client library lets through: each call has an answer with a code. */
@QuarkusTest
@QuarkusTestResource(IngestStack.class)
class HostileHeadersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "{\"action\":\"login\",\"quantity\":1}";

    private static String token;

    @TestHTTPResource("/v1/usage-events")
    URI url;

    @BeforeAll
    static void sign() {
        token = Tokens.writer();
    }

    @Test
    void two_ids_that_are_not_utf8_are_refused_and_one_id_in_three_forms_is_one() throws Exception {
        assertCode(binary("ce-id: x%FF"), 400, "FIELD_INVALID");
        assertCode(binary("ce-id: x%FE"), 400, "FIELD_INVALID");
        assertCode(binary("ce-id: x\u00ff"), 400, "FIELD_INVALID");
        assertCode(binary("ce-id: %00"), 400, "FIELD_INVALID");
        assertThat(binary("ce-id: \"q\"").status()).isEqualTo(202);
        assertThat(binary("ce-id: q").status()).isEqualTo(202);
        assertThat(binary("CE-ID:  %71\t").status()).isEqualTo(202);
        assertThat(binary("ce-id: caf\u00c3\u00a9").status()).isEqualTo(202);

        assertThat(UsageTopic.eventsOf("acct-headers"))
                .extracting(UsageRecorded::getId)
                .contains("q", "café")
                .doesNotContain("\"q\"", "%71", "x\ufffd", "caf\u00c3\u00a9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-id: a\r\nce-id: b", "ce-id: a\r\nce-id: a", "ce-id: a\r\nCe-Id: b"})
    void a_header_that_is_duplicated_is_never_joined(String lines) throws Exception {
        assertCode(binary(lines), 400, "FIELD_DUPLICATED");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, text/plain, 400, INVALID_REQUEST",
        "application/json, application/json, 400, INVALID_REQUEST",
        "application/json; charset=utf-16, , 415, UNSUPPORTED_MEDIA_TYPE",
        "application/json; charset=\u00ff, , 415, UNSUPPORTED_MEDIA_TYPE",
        "\u00ff, , 415, UNSUPPORTED_MEDIA_TYPE",
        ", , 415, UNSUPPORTED_MEDIA_TYPE"
    })
    void a_content_type_that_says_nothing_or_two_things_is_refused(String type, String second, int status, String code)
            throws Exception {
        String lines = attributes("ce-id: a")
                + (type == null ? "" : "Content-Type: " + type + "\r\n")
                + (second == null ? "" : "Content-Type: " + second + "\r\n");
        assertCode(call(lines, DATA.getBytes(StandardCharsets.UTF_8)), status, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ": a",
                "Accept: \u00ff",
                "Accept: application/json;q=x",
                "Accept-Language: en-US,en;q=0.5,",
                "Content-Type: /",
                "Content-Type: application/",
                "Content-Type: */*",
                "Content-Type: application/json;;=;",
                "Content-Encoding: gzip",
                "Content-Encoding: identity\r\nContent-Encoding: gzip",
                "Authorization: x",
                "Transfer-Encoding: nonsense",
                "Expect: nonsense"
            })
    void a_header_that_makes_no_sense_is_answered_202_or_with_a_problem(String line) throws Exception {
        String type = line.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n";
        assertAnswered(call(attributes("ce-id: a\r\n" + line) + type, DATA.getBytes(StandardCharsets.UTF_8)));
    }

    /** Vert.x answers by itself what is not HTTP, before there is a request, and offers Quarkus no place for a body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce-id: a\u0000b",
                "ce-id: a\u000bb",
                "ce id: a",
                "ce-id",
                "ce-id\u00ff: a",
                "Content-Length: x",
                "Content-Length: 3\r\nContent-Length: 4",
                "Cookie: \u0001"
            })
    void what_is_not_http_is_answered_400(String line) throws Exception {
        assertThat(binary(line).status()).isEqualTo(400);
    }

    @Test
    void a_long_header_is_too_long_and_headers_above_20_kb_are_answered_431() throws Exception {
        assertCode(binary("ce-id: " + "a".repeat(9_000)), 400, "FIELD_TOO_LONG");
        assertCode(binary("ce-id: " + "%FF".repeat(5_000)), 400, "FIELD_INVALID");
        assertThat(binary("ce-id: " + "a".repeat(25_000)).status()).isIn(431, RawHttp.CLOSED);
        assertThat(binary("ce-id: a\r\nx" + "a".repeat(200_000) + ": a").status())
                .isIn(431, RawHttp.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {";a=b", "/", "?a=%00", "?token=x&token=y"})
    void what_follows_the_path_does_not_take_the_body_away(String suffix) throws Exception {
        String lines = "Content-Type: application/cloudevents+json\r\nAuthorization: Bearer " + token + "\r\n";
        byte[] body = Events.event("suffix", "acct-suffix").getBytes(StandardCharsets.UTF_8);

        assertThat(RawHttp.post(URI.create(url + suffix), lines, body).status()).isEqualTo(202);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void hostile_calls_are_answered_202_or_with_a_problem(long seed) throws Exception {
        Random random = new Random(seed);
        HostileRequests requests = new HostileRequests(random);
        for (int round = 0; round < 500; round++) {
            StringBuilder lines = new StringBuilder();
            if (random.nextBoolean()) {
                lines.append("Content-Type: application/cloudevents+json\r\n");
            } else {
                lines.append("Content-Type: application/json\r\n");
                for (Map.Entry<String, List<String>> header : requests.headers().entrySet()) {
                    header.getValue()
                            .forEach(value -> lines.append(header.getKey())
                                    .append(": ")
                                    .append(value)
                                    .append("\r\n"));
                }
            }
            assertAnswered(call(lines.toString(), requests.body()));
        }
    }

    private RawHttp.Answer binary(String lines) throws Exception {
        return call(attributes(lines) + "Content-Type: application/json\r\n", DATA.getBytes(StandardCharsets.UTF_8));
    }

    private static String attributes(String lines) {
        return "ce-specversion: 1.0\r\nce-source: /crm/web\r\nce-type: com.clientmanager.usage.v1\r\n"
                + "ce-subject: acct-headers\r\nce-time: 2026-07-01T09:30:00Z\r\n" + lines + "\r\n";
    }

    private RawHttp.Answer call(String lines, byte[] body) throws Exception {
        return RawHttp.post(url, "Authorization: Bearer " + token + "\r\n" + lines, body);
    }

    private static void assertAnswered(RawHttp.Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.body()).matches(status -> status == 202 || status / 100 == 4);
        if (answer.status() != 202) {
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("code").asText()).as(answer.toString()).isNotEmpty();
        }
    }

    private static void assertCode(RawHttp.Answer answer, int status, String code) throws Exception {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
    }
}
