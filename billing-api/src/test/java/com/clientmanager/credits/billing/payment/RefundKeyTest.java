package com.clientmanager.credits.billing.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.CrashTrail.Died;
import com.clientmanager.credits.billing.purchase.BuyCredits;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R19 for refunds: a key is one refund, also while it is pending. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class RefundKeyTest {
    @Inject
    Books books;

    @Inject
    BuyCredits buyCredits;

    @Inject
    RefundPayment refunds;

    @Inject
    ReconcilePayments reconcile;

    @Inject
    PaymentHistory history;

    @Inject
    CrashTrail trail;

    @Inject
    TestClock clock;

    @Inject
    Sql sql;

    @AfterEach
    void live() {
        trail.live();
    }

    @Test
    void a_pending_refunds_key_is_not_another_refund() {
        String account = books.account("tok_visa");
        Payment bought = buyCredits.buy(account, "2000", "key-1", "u-1");
        Payment pending = pending(bought);
        refund(bought, 2000, "another amount").statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        refund(bought, 1000, "another reason").statusCode(422);
        refund(bought, null, "goodwill").statusCode(422);
        refund(bought, 1000, "goodwill").statusCode(202).body("id", equalTo(pending.id()));
        assertThat(history.page(account, null, null).items()).hasSize(2);
    }

    @Test
    void a_refund_the_gateway_was_asked_for_is_looked_up_and_not_asked_for_again() {
        String account = books.account("tok_visa");
        Payment bought = buyCredits.buy(account, "2000", "key-1", "u-1");
        Payment pending = pending(bought);
        refund(bought, 1000, "goodwill").statusCode(202);
        assertThat(given_back(pending)).isZero();

        clock.forward(Duration.ofMinutes(1));
        reconcile.run();
        refund(bought, 1000, "goodwill").statusCode(201).body("amount.amountMinor", equalTo(1000));
        assertThat(given_back(pending)).isEqualTo(1);
    }

    /** A refund of 1000 for "goodwill" whose request the gateway has not answered, and perhaps never had. */
    private Payment pending(Payment bought) {
        trail.dieOnceAt(PaymentStep.INTENT_COMMITTED);
        assertThatThrownBy(() -> refunds.refund(bought, 1000L, "goodwill", key(bought), "op-1"))
                .isInstanceOf(Died.class);
        Payment refund = history.page(bought.account(), null, null).items().getFirst();
        sql.update(
                "UPDATE payment SET status = 'UNKNOWN', asked_at = ?, asks = 1 WHERE id = ?",
                clock.instant(),
                refund.id());
        return refund;
    }

    private long given_back(Payment refund) {
        return books.count("SELECT count(*) AS count FROM sandbox_gateway.movement WHERE key = ?", refund.id());
    }

    private static String key(Payment bought) {
        return "refund-" + bought.id();
    }

    private static ValidatableResponse refund(Payment bought, Integer amountMinor, String reason) {
        String amount = amountMinor == null ? "" : "\"amountMinor\":" + amountMinor + ",";
        return given().auth()
                .oauth2(Tokens.operator())
                .header("Idempotency-Key", key(bought))
                .contentType("application/json")
                .body("{" + amount + "\"reason\":\"" + reason + "\"}")
                .post("/v1/accounts/" + bought.account() + "/payments/" + bought.id() + "/refund")
                .then();
    }
}
