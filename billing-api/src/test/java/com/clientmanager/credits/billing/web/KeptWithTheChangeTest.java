package com.clientmanager.credits.billing.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * R19: a change of one transaction and the answer under its key are kept together or not at all, so that no crash lies
 * between them. The database is made to refuse the answer, as if the process died there.
 */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class KeptWithTheChangeTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");

    @Inject
    Books books;

    @Inject
    Sql sql;

    @Inject
    TestClock clock;

    @BeforeEach
    void refuse_answers() {
        sql.update("""
                CREATE OR REPLACE FUNCTION refuse_answer() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'died here';
                END $$""");
        sql.update("CREATE TRIGGER refuse_answer BEFORE UPDATE ON idempotency_key FOR EACH ROW"
                + " WHEN (NEW.status IS NOT NULL) EXECUTE FUNCTION refuse_answer()");
    }

    @AfterEach
    void live() {
        sql.update("DROP TRIGGER IF EXISTS refuse_answer ON idempotency_key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ACTIVE     |         | POST   | subscription/cancellation |                        | CancelAtCycleEnd",
                "CANCELLING |         | DELETE | subscription/cancellation |                        |"
                        + " WithdrawCancellation",
                "ACTIVE     |         | PUT    | subscription/plan         | {\"plan\":\"starter\"} | SchedulePlan",
                "ACTIVE     | starter | PUT    | subscription/plan         | {\"plan\":\"growth\"}  |"
                        + " WithdrawScheduledPlan"
            })
    void a_change_without_its_kept_answer_has_not_happened(
            String status, String pending, String method, String path, String body, String command) {
        String account = account(status, pending);
        assertThat(call(account, method, path, body).statusCode()).isEqualTo(500);
        assertThat(books.commands(account)).isEmpty();

        live();
        Response first = call(account, method, path, body);
        assertThat(first.statusCode()).isLessThan(300);
        books.balance(account, "growth", "ENDED", START, END);
        Response again = call(account, method, path, body);
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(books.commandTypes(account)).containsExactly(command);
    }

    @Test
    void a_card_without_its_kept_answer_is_not_on_file() {
        String account = account("ACTIVE", null);
        String amex = "{\"token\":\"tok_amex\"}";
        assertThat(call(account, "PUT", "payment-method", amex).statusCode()).isEqualTo(500);
        assertThat(brand(account)).isEqualTo("visa");
        live();
        assertThat(call(account, "PUT", "payment-method", amex).statusCode()).isEqualTo(200);
        books.card(account, "tok_mastercard");
        assertThat(call(account, "PUT", "payment-method", amex).statusCode()).isEqualTo(200);
        assertThat(brand(account))
                .as("the repeated request does not undo what came after it")
                .isEqualTo("mastercard");
    }

    private String brand(String account) {
        return sql.find("SELECT brand FROM payment_method WHERE account_id = ?", row -> row.text("brand"), account)
                .orElseThrow();
    }

    private String account(String status, String pending) {
        clock.set(START);
        String account = books.account("tok_visa");
        books.balance(account, "growth", status, START, END);
        if (pending != null) {
            books.pending(account, pending);
        }
        return account;
    }

    private static Response call(String account, String method, String path, String body) {
        RequestSpecification request = given().auth()
                .oauth2(Tokens.manager(account))
                .header("Idempotency-Key", "key-1")
                .contentType("application/json");
        if (body != null) {
            request.body(body);
        }
        return request.request(method, "/v1/accounts/" + account + "/" + path);
    }
}
