package com.clientmanager.credits.billing.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Tokens;
import com.clientmanager.credits.billing.payment.Books;
import com.clientmanager.credits.billing.payment.MoneyProfile;
import com.clientmanager.credits.billing.payment.ReconcilePayments;
import com.clientmanager.credits.billing.payment.RefundRefused;
import com.clientmanager.credits.billing.payment.TestClock;
import com.clientmanager.credits.billing.renewal.CollectFees;
import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes given one right after the other, or at the same time, before the engine has answered any: decision 0026, line
 * by line.
 */
@QuarkusTest
@TestProfile(MoneyProfile.class)
class OrdersAtOnceTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-04-16T00:00:00Z");
    private static final Set<Integer> ACCEPTED = Set.of(200, 201, 204);
    private static final int ROUNDS = 10;

    @Inject
    Books books;

    @Inject
    Sql sql;

    @Inject
    CollectFees collect;

    @Inject
    ReconcilePayments reconcile;

    @Inject
    RefundRefused refundRefused;

    @Inject
    TestClock clock;

    @BeforeEach
    void inTheMiddleOfTheCycle() {
        clock.set(NOW);
    }

    /** The steps, the last one's answer, and then: plan, pending plan, status, and how often the card was charged. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "UPGRADE UPGRADE,             409, pro,    -,       ACTIVE,     1",
        "UPGRADE DOWNGRADE,           409, pro,    -,       ACTIVE,     1",
        "UPGRADE KEEP_PLAN,           409, pro,    -,       ACTIVE,     1",
        "UPGRADE CANCEL,              409, pro,    -,       ACTIVE,     1",
        "UPGRADE KEEP,                409, pro,    -,       ACTIVE,     1",
        "UPGRADE BUY,                 201, pro,    -,       ACTIVE,     2",
        "UPGRADE PAY,                 409, pro,    -,       ACTIVE,     1",
        "UPGRADE SUSPEND,             0,   pro,    -,       SUSPENDED,  1",
        "DOWNGRADE UPGRADE,           200, pro,    -,       ACTIVE,     1",
        "DOWNGRADE DOWNGRADE,         409, growth, starter, ACTIVE,     0",
        "DOWNGRADE KEEP_PLAN,         200, growth, -,       ACTIVE,     0",
        "DOWNGRADE CANCEL,            200, growth, -,       CANCELLING, 0",
        "DOWNGRADE CANCEL KEEP,       204, growth, starter, ACTIVE,     0",
        "DOWNGRADE KEEP,              409, growth, starter, ACTIVE,     0",
        "DOWNGRADE BUY,               201, growth, starter, ACTIVE,     1",
        "DOWNGRADE PAY,               409, growth, starter, ACTIVE,     0",
        "DOWNGRADE SUSPEND,           0,   growth, starter, SUSPENDED,  0",
        "DOWNGRADE KEEP_PLAN UPGRADE, 200, pro,    -,       ACTIVE,     1",
        "DOWNGRADE KEEP_PLAN DOWNGRADE, 200, growth, starter, ACTIVE,   0",
        "DOWNGRADE KEEP_PLAN KEEP_PLAN, 409, growth, -,     ACTIVE,     0",
        "DOWNGRADE KEEP_PLAN CANCEL,  200, growth, -,       CANCELLING, 0",
        "DOWNGRADE KEEP_PLAN KEEP,    409, growth, -,       ACTIVE,     0",
        "CANCEL UPGRADE,              409, growth, -,       CANCELLING, 0",
        "CANCEL DOWNGRADE,            409, growth, -,       CANCELLING, 0",
        "CANCEL KEEP_PLAN,            409, growth, -,       CANCELLING, 0",
        "CANCEL CANCEL,               409, growth, -,       CANCELLING, 0",
        "CANCEL KEEP,                 204, growth, -,       ACTIVE,     0",
        "CANCEL BUY,                  201, growth, -,       CANCELLING, 1",
        "CANCEL PAY,                  409, growth, -,       CANCELLING, 0",
        "CANCEL SUSPEND,              0,   growth, -,       ENDED,      0",
        "CANCEL SUSPEND KEEP,         409, growth, -,       ENDED,      0",
        "CANCEL SUSPEND UPGRADE,      409, growth, -,       ENDED,      0",
        "CANCEL SUSPEND PAY,          200, growth, -,       ENDED,      1",
        "CANCEL KEEP UPGRADE,         200, pro,    -,       ACTIVE,     1",
        "CANCEL KEEP DOWNGRADE,       200, growth, starter, ACTIVE,     0",
        "CANCEL KEEP CANCEL,          200, growth, -,       CANCELLING, 0",
        "CANCEL KEEP KEEP,            409, growth, -,       ACTIVE,     0",
        "CANCEL KEEP SUSPEND,         0,   growth, -,       SUSPENDED,  0",
        "BUY UPGRADE,                 200, pro,    -,       ACTIVE,     2",
        "BUY CANCEL,                  200, growth, -,       CANCELLING, 1",
        "OWE UPGRADE,                 409, growth, -,       PAST_DUE,   0",
        "OWE PAY UPGRADE,             200, pro,    -,       ACTIVE,     2",
        "OWE CANCEL PAY,              200, growth, -,       CANCELLING, 1",
        "OWE PAY PAY,                 409, growth, -,       ACTIVE,     1",
        "SUSPEND UPGRADE,             409, growth, -,       SUSPENDED,  0",
        "SUSPEND DOWNGRADE,           409, growth, -,       SUSPENDED,  0",
        "SUSPEND KEEP_PLAN,           409, growth, -,       SUSPENDED,  0",
        "SUSPEND KEEP,                409, growth, -,       SUSPENDED,  0",
        "SUSPEND BUY,                 201, growth, -,       SUSPENDED,  1",
        "SUSPEND CANCEL,              200, growth, -,       ENDED,      0",
        "SUSPEND CANCEL KEEP,         409, growth, -,       ENDED,      0",
        "SUSPEND CANCEL PAY,          200, growth, -,       ENDED,      1",
        "SUSPEND PAY,                 200, growth, -,       ACTIVE,     1",
        "SUSPEND PAY UPGRADE,         409, growth, -,       ACTIVE,     1",
        "SUSPEND PAY DOWNGRADE,       200, growth, starter, ACTIVE,     1",
        "SUSPEND PAY CANCEL,          200, growth, -,       CANCELLING, 1",
        "SUSPEND PAY SUSPEND,         0,   growth, -,       SUSPENDED,  1"
    })
    void each_decision_counts_in_what_was_ordered_before_the_ledger_answers(
            String steps, int answer, String plan, String pending, String status, int charged) {
        String account = account();
        int last = 0;
        for (String step : steps.split(" ", -1)) {
            last = take(account, step);
        }
        assertThat(last).isEqualTo(answer);
        assertStands(account, plan, pending, status);
        assertThat(books.charged(account)).isEqualTo(charged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANCEL UPGRADE",
                "UPGRADE DOWNGRADE",
                "CANCEL DOWNGRADE",
                "CANCEL KEEP",
                "DOWNGRADE KEEP_PLAN",
                "UPGRADE UPGRADE CANCEL CANCEL",
                "CANCEL KEEP UPGRADE DOWNGRADE",
                "CANCEL BUY UPGRADE BUY"
            })
    void at_the_same_time_money_is_taken_only_for_what_comes(String steps) throws Exception {
        List<String> all = List.of(steps.split(" ", -1));
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            for (int round = 0; round < ROUNDS; round++) {
                String account = account();
                List<Future<Integer>> answers = threads.invokeAll(all.stream()
                        .<java.util.concurrent.Callable<Integer>>map(step -> () -> take(account, step))
                        .toList());
                List<String> accepted = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                    int answer = answers.get(i).get();
                    assertThat(answer).isIn(200, 201, 204, 409);
                    if (ACCEPTED.contains(answer)) {
                        accepted.add(all.get(i));
                    }
                }
                assertAgrees(account, accepted);
            }
        }
    }

    /**
     * The engine obeys in this order: each order must change something, and the state is that of the last one accepted.
     */
    private void assertAgrees(String account, List<String> accepted) {
        List<String> commands = books.commandTypes(account);
        assertThat(commands).as("each accepted answer is one order").hasSameSizeAs(accepted);
        String plan = "growth";
        String pending = "-";
        String status = "ACTIVE";
        for (String command : commands) {
            switch (command) {
                case "UpgradePlan" -> {
                    assertThat(status).isEqualTo("ACTIVE");
                    assertThat(plan).isEqualTo("growth");
                    plan = "pro";
                    pending = "-";
                }
                case "SchedulePlan" -> {
                    assertThat(plan + status + pending).isEqualTo("growthACTIVE-");
                    pending = "starter";
                }
                case "WithdrawScheduledPlan" -> {
                    assertThat(pending + status).isEqualTo("starterACTIVE");
                    pending = "-";
                }
                case "CancelAtCycleEnd" -> {
                    assertThat(plan + status).isEqualTo("growthACTIVE");
                    status = "CANCELLING";
                }
                case "WithdrawCancellation" -> {
                    assertThat(status).isEqualTo("CANCELLING");
                    status = "ACTIVE";
                }
                default -> assertThat(command).isEqualTo("GrantCredits");
            }
        }
        assertStands(account, plan, status.equals("CANCELLING") ? "-" : pending, status);
        assertThat(books.charged(account))
                .isEqualTo(commands.stream()
                        .filter(command -> command.equals("UpgradePlan") || command.equals("GrantCredits"))
                        .count());
    }

    @Test
    void the_same_form_sent_twice_cancels_once_and_is_answered_alike() {
        String account = account();
        for (int i = 0; i < 2; i++) {
            assertThat(call(account)
                            .header("Idempotency-Key", "same")
                            .post(path(account, "/cancellation"))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(books.commandTypes(account)).containsExactly("CancelAtCycleEnd");
    }

    @Test
    void a_cancellation_never_waits_for_an_outage_and_what_is_paid_after_it_is_given_back() {
        String account = account();
        books.card(account, "tok_timeout");
        assertThat(take(account, "UPGRADE")).isEqualTo(202);
        assertThat(take(account, "CANCEL")).as("a moment ago").isEqualTo(409);
        assertThat(take(account, "DOWNGRADE")).isEqualTo(409);
        clock.forward(Duration.ofSeconds(61));
        assertThat(take(account, "CANCEL")).isEqualTo(200);

        reconcile.run();
        assertThat(books.charged(account)).as("the provider had taken it").isEqualTo(1);
        refundRefused.run();
        clock.forward(Duration.ofMinutes(1));
        reconcile.run();

        assertThat(books.commandTypes(account)).containsExactly("CancelAtCycleEnd");
        assertStands(account, "growth", "-", "CANCELLING");
        assertThat(books.count(
                        "SELECT sum(CASE WHEN purpose = 'REFUND' THEN -amount_minor ELSE amount_minor END) AS count"
                                + " FROM payment WHERE account_id = ? AND status = 'SUCCEEDED'",
                        account))
                .isZero();
        assertThat(take(account, "UPGRADE")).isEqualTo(409);
    }

    @Test
    void an_upgrade_that_was_given_back_is_never_told_as_done() {
        String account = account();
        books.card(account, "tok_timeout");
        RequestSpecification upgrade =
                call(account).header("Idempotency-Key", "up").body("{\"plan\":\"pro\"}");
        assertThat(upgrade.put(path(account, "/plan")).statusCode()).isEqualTo(202);
        clock.forward(Duration.ofSeconds(61));
        take(account, "CANCEL");
        assertThat(upgrade.put(path(account, "/plan")).statusCode()).isEqualTo(409);
    }

    private int take(String account, String step) {
        RequestSpecification call = call(account);
        return switch (step) {
            case "UPGRADE" ->
                call.body("{\"plan\":\"pro\"}").put(path(account, "/plan")).statusCode();
            case "DOWNGRADE" ->
                call.body("{\"plan\":\"starter\"}").put(path(account, "/plan")).statusCode();
            case "KEEP_PLAN" ->
                call.body("{\"plan\":\"growth\"}").put(path(account, "/plan")).statusCode();
            case "CANCEL" -> call.post(path(account, "/cancellation")).statusCode();
            case "KEEP" -> call.delete(path(account, "/cancellation")).statusCode();
            case "PAY" -> call.post(path(account, "/fee-payment")).statusCode();
            case "BUY" ->
                call.body("{\"pack\":\"500\"}")
                        .post("/v1/accounts/" + account + "/credit-purchases")
                        .statusCode();
            case "OWE" -> owe(account, 0, "tok_visa");
            case "SUSPEND" -> owe(account, 8, "tok_declined_insufficient_funds");
            default -> throw new IllegalArgumentException(step);
        };
    }

    /** A fee that fell due so many days ago; dunning is at its end after seven. */
    private int owe(String account, int days, String token) {
        Instant due = NOW.minus(Duration.ofDays(days));
        sql.update(
                "INSERT INTO fee (subscription_id, cycle, account_id, plan, amount_minor, currency, cycle_start,"
                        + " cycle_end, status, first_attempt_at, next_attempt_at)"
                        + " VALUES (?, (SELECT count(*) FROM fee WHERE account_id = ?), ?, 'growth',"
                        + " 9900, 'USD', ?, ?, 'PAST_DUE', ?, ?)",
                "sub-" + account,
                account,
                account,
                due,
                END,
                due,
                days == 0 ? null : NOW);
        if (days > 0) {
            books.card(account, token);
            collect.run();
            books.card(account, "tok_visa");
        }
        return 0;
    }

    private void assertStands(String account, String plan, String pending, String status) {
        JsonPath subscription =
                call(account).get("/v1/accounts/" + account + "/subscription").jsonPath();
        String coming = subscription.getString("pendingChange.plan");
        assertThat(Arrays.asList(
                        subscription.getString("plan"),
                        coming == null ? "-" : coming,
                        subscription.getString("status")))
                .containsExactly(plan, pending, status);
    }

    private String account() {
        String account = books.account("tok_visa");
        books.balance(account, "growth", "ACTIVE", START, END);
        return account;
    }

    private static RequestSpecification call(String account) {
        return given().auth().oauth2(Tokens.manager(account)).contentType("application/json");
    }

    private static String path(String account, String path) {
        return "/v1/accounts/" + account + "/subscription" + path;
    }
}
