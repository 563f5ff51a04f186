package com.clientmanager.credits.billing.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.CrashTrail;
import com.clientmanager.credits.billing.payment.CrashTrail.Died;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentHistory;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.payment.PaymentStep;
import com.clientmanager.credits.billing.payment.ReconcilePayments;
import com.clientmanager.credits.billing.payment.RefundRefused;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.renewal.PretendEngine;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.schemas.AccountCommand;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R15, R16, R17. */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class ChangePlanTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant HALF = Instant.parse("2026-04-16T00:00:00.750Z");

    @Inject
    Books books;

    @Inject
    ChangePlan changePlan;

    @Inject
    CancelSubscription cancelSubscription;

    @Inject
    PaymentHistory history;

    @Inject
    ReconcilePayments reconcile;

    @Inject
    RefundRefused refundRefused;

    @Inject
    PretendEngine engine;

    @Inject
    CrashTrail trail;

    @Inject
    TestClock clock;

    @BeforeEach
    void inTheMiddleOfTheCycle() {
        clock.set(HALF);
    }

    @AfterEach
    void live() {
        trail.live();
    }

    @Test
    void an_upgrade_costs_and_gives_the_share_of_the_cycle_left_from_one_instant() {
        String account = account("tok_visa");
        post(account, "/subscription/plan-preview", "{\"plan\":\"pro\"}")
                .statusCode(200)
                .body("kind", equalTo("UPGRADE"))
                .body("feeBefore.amountMinor", equalTo(9900))
                .body("feeAfter.amountMinor", equalTo(29900))
                .body("dueNow.amountMinor", equalTo(10000))
                .body("creditsNow", equalTo("3750"))
                .body("availableBefore", equalTo("3000"))
                .body("availableAfter", equalTo("6750"));
        assertThat(books.commands(account)).isEmpty();

        put(account, "pro", "key-1").statusCode(200).body("result", equalTo("UPGRADED"));
        put(account, "pro", "key-1").statusCode(200);
        AccountCommand command = books.commands(account).getFirst();
        assertThat(books.commands(account)).hasSize(1);
        assertThat(command.getUpgradePlan().getPlan().getPlan()).isEqualTo("pro");
        assertThat(command.getUpgradePlan().getEffectiveAt()).isEqualTo(Instant.parse("2026-04-16T00:00:00Z"));
        assertThat(payments(account)).hasSize(1);
        assertThat(payments(account).getFirst().amount().amountMinor()).isEqualTo(10_000);
    }

    @Test
    void if_the_payment_fails_nothing_changes() {
        String account = account("tok_declined_expired_card");
        put(account, "pro", "key-1").statusCode(402).body("reason", equalTo("expired_card"));
        assertThat(books.commands(account)).isEmpty();
        assertThat(books.count(
                        "SELECT count(*) AS count FROM subscription WHERE account_id = ? AND plan = 'growth'", account))
                .isEqualTo(1);
        books.card(account, "tok_visa");
        put(account, "pro", "key-2").statusCode(200);
    }

    @Test
    void two_upgrades_at_once_are_one() throws Exception {
        String account = account("tok_visa");
        try (ExecutorService ten = Executors.newFixedThreadPool(10)) {
            List<Future<PlanChange>> all = ten.invokeAll(IntStream.range(0, 10)
                    .<java.util.concurrent.Callable<PlanChange>>mapToObj(
                            i -> () -> changePlan.change(account, "pro", Asked.of("key-" + i, "u-1")))
                    .toList());
            assertThat(all)
                    .filteredOn(future -> future.state() == Future.State.SUCCESS)
                    .hasSize(1);
        }
        assertThat(books.charged(account)).isEqualTo(1);
        assertThat(books.commandTypes(account)).containsExactly("UpgradePlan");
        put(account, "pro", "key-later").statusCode(409);
    }

    @ParameterizedTest
    @EnumSource(PaymentStep.class)
    void a_death_anywhere_ends_in_one_payment_and_one_upgrade_or_neither(PaymentStep step) {
        String account = account("tok_visa");
        trail.dieOnceAt(step);
        assertThatThrownBy(() -> changePlan.change(account, "pro", Asked.of("key-1", "u-1")))
                .isInstanceOf(Died.class);
        clock.forward(Duration.ofMinutes(1));
        reconcile.run();
        long charged = books.charged(account);
        assertThat(charged).isLessThanOrEqualTo(1);
        assertThat(books.commandTypes(account)).hasSize((int) charged);
        assertThat(payments(account)).noneMatch(Payment::open);
        assertThat(payments(account).stream().filter(Payment::succeeded)).hasSize((int) charged);
    }

    @Test
    void an_upgrade_the_engine_refuses_is_given_back_with_a_credit_note() {
        String account = account("tok_visa");
        put(account, "pro", "key-1").statusCode(200);
        Payment upgrade = payments(account).getFirst();
        engine.refuses(account, upgrade.deliveryCommand(), "NOT_IN_RUNNING_CYCLE", clock.instant());
        refundRefused.run();
        refundRefused.run();
        clock.forward(Duration.ofMinutes(1));
        reconcile.run();
        Payment refund = payments(account).getFirst();
        assertThat(payments(account)).hasSize(2);
        assertThat(refund.purpose()).isEqualTo(PaymentPurpose.REFUND);
        assertThat(refund.succeeded()).isTrue();
        assertThat(refund.amount()).isEqualTo(upgrade.amount());
        assertThat(refund.invoice()).startsWith("CN-");
        assertThat(books.commandTypes(account)).containsExactly("UpgradePlan");
        assertThat(books.count(
                        "SELECT count(*) AS count FROM subscription WHERE account_id = ? AND plan = 'growth'", account))
                .isEqualTo(1);
    }

    @Test
    void a_downgrade_waits_for_the_end_of_the_cycle_and_can_be_taken_back() {
        String account = account(null);
        put(account, "starter", "key-1")
                .statusCode(200)
                .body("result", equalTo("SCHEDULED"))
                .body("effectiveAt", equalTo(END.toString()));
        assertThat(books.commands(account)
                        .getFirst()
                        .getSchedulePlan()
                        .getPlan()
                        .getPlan())
                .isEqualTo("starter");
        books.pending(account, "starter");
        put(account, "growth", "key-2").statusCode(200).body("result", equalTo("WITHDRAWN"));
        assertThat(books.commandTypes(account)).containsExactly("SchedulePlan", "WithdrawScheduledPlan");
        assertThat(payments(account)).isEmpty();
    }

    @Test
    void the_running_plan_with_nothing_pending_is_a_conflict_and_an_unknown_one_a_field_error() {
        String account = account("tok_visa");
        put(account, "growth", "key-1").statusCode(409);
        put(account, "platinum", "key-2").statusCode(400).body("field", equalTo("plan"));
        assertThatThrownBy(() -> changePlan.withdraw(account, Asked.of("key-3", "u-1")))
                .isInstanceOf(Problem.class);
    }

    @Test
    void a_cancellation_says_what_is_lost_and_kept_and_can_be_taken_back() {
        String account = account("tok_visa");
        post(account, "/subscription/cancellation", "")
                .statusCode(200)
                .body("endsOn", equalTo("2026-05-01"))
                .body("lost", equalTo("2500"))
                .body("kept", equalTo("500"));
        books.balance(account, "growth", "CANCELLING", START, END);
        post(account, "/subscription/cancellation", "").statusCode(409);
        put(account, "pro", "key-1").statusCode(409);
        given().auth()
                .oauth2(Tokens.manager(account))
                .delete("/v1/accounts/" + account + "/subscription/cancellation")
                .then()
                .statusCode(204);
        assertThat(books.commandTypes(account)).containsExactly("CancelAtCycleEnd", "WithdrawCancellation");
    }

    @Test
    void a_cycle_that_began_although_it_was_cancelled_before_is_not_billed() {
        String account = account("tok_visa");
        cancelSubscription.cancel(account, "key-1", "u-1", IfMatch.ANYTHING);
        clock.set(END.plusSeconds(1));
        engine.cycleBegins(account, "growth", 1, END, END.plus(Duration.ofDays(31)));
        assertThat(books.count("SELECT count(*) AS count FROM fee WHERE account_id = ?", account))
                .isZero();
    }

    @Test
    void who_decided_on_an_older_state_is_told_so() {
        String account = account("tok_visa");
        String tag = given().auth()
                .oauth2(Tokens.manager(account))
                .get("/v1/accounts/" + account + "/subscription")
                .header("ETag");
        put(account, "starter", "key-1").statusCode(200);
        given().auth()
                .oauth2(Tokens.manager(account))
                .header("If-Match", tag)
                .contentType("application/json")
                .body("{\"plan\":\"pro\"}")
                .put("/v1/accounts/" + account + "/subscription/plan")
                .then()
                .statusCode(412);
    }

    @Test
    void at_the_boundary_nothing_is_guessed() {
        String account = account("tok_visa");
        clock.set(END);
        put(account, "pro", "key-1").statusCode(503);
    }

    private String account(String token) {
        clock.set(START);
        String account = books.account(token);
        books.balance(account, "growth", "ACTIVE", START, END);
        clock.set(HALF);
        return account;
    }

    private List<Payment> payments(String account) {
        return history.page(account, null, null).items();
    }

    private static ValidatableResponse put(String account, String plan, String key) {
        return given().auth()
                .oauth2(Tokens.manager(account))
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"plan\":\"" + plan + "\"}")
                .put("/v1/accounts/" + account + "/subscription/plan")
                .then();
    }

    private static ValidatableResponse post(String account, String path, String body) {
        return given().auth()
                .oauth2(Tokens.manager(account))
                .contentType("application/json")
                .body(body)
                .post("/v1/accounts/" + account + path)
                .then();
    }
}
