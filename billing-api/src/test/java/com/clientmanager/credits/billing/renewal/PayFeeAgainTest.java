package com.clientmanager.credits.billing.renewal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.CrashTrail;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.PaymentStep;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R19 for an open fee: the request that paid it tells so when it is repeated after a crash. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class PayFeeAgainTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");

    @Inject
    Books books;

    @Inject
    Sql sql;

    @Inject
    CrashTrail trail;

    @Inject
    TestClock clock;

    @AfterEach
    void live() {
        trail.live();
    }

    @ParameterizedTest
    @EnumSource(
            value = PaymentStep.class,
            names = {"INTENT_COMMITTED", "GATEWAY_ANSWERED", "SETTLEMENT_COMMITTED"})
    void a_repeated_request_tells_of_the_payment_it_began(PaymentStep step) {
        clock.set(START);
        String account = books.account("tok_visa");
        sql.update(
                "INSERT INTO fee (subscription_id, cycle, account_id, plan, amount_minor, currency, cycle_start,"
                        + " cycle_end, status)"
                        + " VALUES (?, 0, ?, 'growth', 9900, 'USD', ?, ?, 'PAST_DUE')",
                "sub-" + account,
                account,
                START,
                END);
        trail.dieOnceAt(step);
        pay(account).statusCode(500);
        sql.update("UPDATE idempotency_key SET claimed_at = claimed_at - interval '2 minutes'");
        pay(account)
                .statusCode(200)
                .body("payments", hasSize(1))
                .body("payments[0].status", equalTo("SUCCEEDED"))
                .body("payments[0].amount.amountMinor", equalTo(9900));
        pay(account).statusCode(200).body("payments", hasSize(1));
        assertThat(books.charged(account)).isEqualTo(1);
        assertThat(books.count("SELECT count(*) AS count FROM fee WHERE account_id = ? AND status = 'PAID'", account))
                .isEqualTo(1);
    }

    private static ValidatableResponse pay(String account) {
        return given().auth()
                .oauth2(Tokens.manager(account))
                .header("Idempotency-Key", "pay-" + account)
                .contentType("application/json")
                .post("/v1/accounts/" + account + "/subscription/fee-payment")
                .then();
    }
}
