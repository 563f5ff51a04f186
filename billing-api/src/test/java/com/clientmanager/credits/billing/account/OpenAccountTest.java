package com.clientmanager.credits.billing.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.billing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(BillingStack.class)
class OpenAccountTest {

    @Test
    void an_account_is_opened_once_however_often_the_request_is_repeated() {
        String order = "{\"id\":\"open-1\",\"name\":\"Open One\",\"timeZone\":\"Europe/Vienna\",\"plan\":\"growth\"}";
        for (int i = 0; i < 2; i++) {
            given().auth()
                    .oauth2(Tokens.operator())
                    .header("Idempotency-Key", "k-open-1")
                    .contentType("application/json")
                    .body(order)
                    .post("/v1/accounts")
                    .then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", i == 0 ? nullValue() : equalTo("true"))
                    .body("id", equalTo("open-1"))
                    .body("plan", equalTo("growth"));
        }
        given().auth()
                .oauth2(Tokens.operator())
                .header("Idempotency-Key", "k-open-1")
                .contentType("application/json")
                .body(order.replace("Open One", "Open Two"))
                .post("/v1/accounts")
                .then()
                .statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        given().auth()
                .oauth2(Tokens.operator())
                .contentType("application/json")
                .body(order)
                .post("/v1/accounts")
                .then()
                .statusCode(409)
                .body("code", equalTo("CONFLICT"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{`id`:`a b`,`name`:`n`,`timeZone`:`UTC`,`plan`:`growth`} | id",
                "{`id`:`ok-1`,`name`:` `,`timeZone`:`UTC`,`plan`:`growth`} | name",
                "{`id`:`ok-1`,`name`:`n`,`timeZone`:`Mars/Base`,`plan`:`growth`} | timeZone",
                "{`id`:`ok-1`,`name`:`n`,`timeZone`:`UTC`,`plan`:`gold`} | plan",
                "{`id`:`ok-1`,`name`:`n`,`timeZone`:`UTC`,`plan`:`growth`,`startedAt`:`2999-01-01T00:00:00Z`} |"
                        + " startedAt",
                "{`id`:`ok-1`,`name`:`n`,`timeZone`:`UTC`,`plan`:`growth`,`startedAt`:`yesterday`} | startedAt",
                "{`id`:`ok-1`,`name`:`n`,`timeZone`:`UTC`,`plan`:`growth`,`colour`:`red`} | colour",
            })
    void the_field_at_fault_is_named(String body, String field) {
        given().auth()
                .oauth2(Tokens.operator())
                .contentType("application/json")
                .body(body.replace('`', '"'))
                .post("/v1/accounts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    @Test
    void the_catalogue_and_the_seeded_prices_are_shown() {
        given().auth()
                .oauth2(Tokens.operator())
                .get("/v1/plans")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(java.util.List.of("starter", "growth", "pro")))
                .body("items[1].fee.amountMinor", equalTo(9900))
                .body("items[1].includedCredits", equalTo("2500"));
        given().auth()
                .oauth2(Tokens.operator())
                .get("/v1/rate-card?at=2026-07-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("prices.find { it.action == 'ai.generate' }.unitPrice", equalTo("0.0005"))
                .body("prices.find { it.action == 'login' }.unitPrice", equalTo("0"));
    }
}
