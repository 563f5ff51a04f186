package com.clientmanager.credits.billing.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Walks every endpoint that OpenAPI names × every kind of caller. An endpoint that is not in the table fails the test.
 */
@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class AccessTest {
    private enum May {
        /** Anybody signed in to an account, and operators. */
        READ,
        /** Those who may buy and change, and operators. */
        MANAGE,
        OPERATE
    }

    private record Endpoint(String call, May may, String body) {
        String method() {
            return call.substring(0, call.indexOf(' '));
        }

        String path() {
            return call.substring(call.indexOf(' ') + 1);
        }

        boolean ofAnAccount() {
            return path().contains("{account}");
        }
    }

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("GET /v1/plans", May.READ, null),
            new Endpoint("GET /v1/credit-packs", May.READ, null),
            new Endpoint("GET /v1/rate-card", May.READ, null),
            new Endpoint("POST /v1/rate-card/versions", May.OPERATE, "{}"),
            new Endpoint("POST /v1/accounts", May.OPERATE, "{}"),
            new Endpoint("GET /v1/accounts/{account}/balance", May.READ, null),
            new Endpoint("GET /v1/accounts/{account}/usage", May.READ, null),
            new Endpoint("GET /v1/accounts/{account}/ledger", May.READ, null),
            new Endpoint("POST /v1/accounts/{account}/ledger/{seq}/reversal", May.OPERATE, "{}"),
            new Endpoint("GET /v1/accounts/{account}/subscription", May.READ, null),
            new Endpoint("POST /v1/accounts/{account}/subscription/plan-preview", May.READ, "{\"plan\":\"pro\"}"),
            new Endpoint("PUT /v1/accounts/{account}/subscription/plan", May.MANAGE, "{\"plan\":\"pro\"}"),
            new Endpoint("GET /v1/accounts/{account}/subscription/cancellation", May.READ, null),
            new Endpoint("POST /v1/accounts/{account}/subscription/cancellation", May.MANAGE, null),
            new Endpoint("DELETE /v1/accounts/{account}/subscription/cancellation", May.MANAGE, null),
            new Endpoint("POST /v1/accounts/{account}/subscription/fee-payment", May.MANAGE, null),
            new Endpoint("POST /v1/accounts/{account}/credit-purchases", May.MANAGE, "{\"pack\":\"500\"}"),
            new Endpoint("GET /v1/accounts/{account}/payment-method", May.READ, null),
            new Endpoint("PUT /v1/accounts/{account}/payment-method", May.MANAGE, "{\"token\":\"tok_visa\"}"),
            new Endpoint("GET /v1/accounts/{account}/payments", May.READ, null),
            new Endpoint("GET /v1/accounts/{account}/payments/{payment}", May.READ, null),
            new Endpoint(
                    "POST /v1/accounts/{account}/payments/{payment}/refund", May.OPERATE, "{\"reason\":\"because\"}"),
            new Endpoint("GET /v1/accounts/{account}/invoices", May.READ, null),
            new Endpoint("GET /v1/accounts/{account}/invoices/{number}", May.READ, null),
            new Endpoint("POST /v1/accounts/{account}/grants", May.OPERATE, "{}"),
            new Endpoint("GET /v1/accounts/{account}/stream", May.READ, null),
            new Endpoint("GET /v1/rejected-usage", May.OPERATE, null),
            new Endpoint("POST /v1/rejected-usage/{id}/replay", May.OPERATE, null),
            new Endpoint("POST /v1/projection/skips", May.OPERATE, "{}"));

    @Test
    void the_table_names_every_endpoint() {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths");
        TreeSet<String> served = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(method -> path.startsWith("/v1")
                        && List.of("get", "post", "put", "delete", "patch").contains(method))
                .forEach(method -> served.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        assertThat(ENDPOINTS).extracting(Endpoint::call).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void every_endpoint_asks_who_calls_and_for_which_account() {
        Api.open("acc-own", "UTC");
        Api.open("acc-other", "UTC");
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : ENDPOINTS) {
            expect(wrong, endpoint, "no token", null, 401);
            expect(wrong, endpoint, "expired", Tokens.expired("acc-own"), 401);
            expect(wrong, endpoint, "wrong algorithm", Tokens.wrongAlgorithm("acc-own"), 401);
            expect(wrong, endpoint, "other audience", Tokens.otherAudience("acc-own"), 401);
            expect(wrong, endpoint, "not a token", "abc", 401);
            expect(wrong, endpoint, "a producing service", Tokens.producer(), 403);
            if (endpoint.may() != May.READ) {
                expect(wrong, endpoint, "a reader", Tokens.reader("acc-own"), 403);
            }
            if (endpoint.may() == May.OPERATE) {
                expect(wrong, endpoint, "a manager", Tokens.manager("acc-own"), 403);
            } else if (endpoint.ofAnAccount()) {
                expect(wrong, endpoint, "another account's manager", Tokens.manager("acc-other"), 404);
                expectAllowed(wrong, endpoint, "its own manager", Tokens.manager("acc-own"));
            }
            expectAllowed(wrong, endpoint, "an operator", Tokens.operator());
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void somebody_elses_account_is_answered_exactly_like_one_that_does_not_exist() {
        Api.open("acc-hidden", "UTC");
        String hidden = Api.as(Tokens.reader("acc-x"))
                .get("/v1/accounts/acc-hidden/balance")
                .asString();
        String missing = Api.as(Tokens.reader("acc-x"))
                .get("/v1/accounts/no-such/balance")
                .asString();
        assertThat(hidden).isEqualTo(missing);
    }

    @Test
    void answers_carry_strict_headers_and_errors_tell_nothing_of_the_inside() {
        Response answer = Api.as(Tokens.operator()).body("{\"id\": [").post("/v1/accounts");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.asString()).doesNotContain("Exception", "com.", "jackson", "SELECT");
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    private static void expect(List<String> wrong, Endpoint endpoint, String who, String token, int status) {
        Response answer = call(endpoint, token);
        if (answer.statusCode() != status) {
            wrong.add(endpoint.call() + " by " + who + ": " + answer.statusCode() + " instead of " + status);
        } else if (!answer.contentType().startsWith("application/problem+json")) {
            wrong.add(endpoint.call() + " by " + who + ": " + answer.contentType());
        }
    }

    /** Whatever else is wrong with the request, it is not the caller. */
    private static void expectAllowed(List<String> wrong, Endpoint endpoint, String who, String token) {
        if (endpoint.path().endsWith("/stream")) {
            return; // endless; StreamTest reads it
        }
        int status = call(endpoint, token).statusCode();
        boolean plainRead = endpoint.method().equals("GET")
                && endpoint.path().chars().filter(c -> c == '{').count() < 2
                && !endpoint.path().endsWith("cancellation")
                && !endpoint.path().endsWith("payment-method");
        if (status == 401 || status == 403 || (status >= 500 && status != 503) || (plainRead && status != 200)) {
            wrong.add(endpoint.call() + " by " + who + ": " + status);
        }
    }

    private static Response call(Endpoint endpoint, String token) {
        RequestSpecification request = given().contentType("application/json");
        if (token != null) {
            request.auth().oauth2(token);
        }
        if (endpoint.body() != null) {
            request.body(endpoint.body());
        }
        String path = endpoint.path()
                .replace("{account}", "acc-own")
                .replace("{seq}", "1")
                .replaceAll("\\{[a-z]+}", "none");
        return request.request(endpoint.method(), path);
    }
}
