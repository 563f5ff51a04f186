package com.clientmanager.credits.billing.subscription;

import static com.clientmanager.credits.billing.orders.SubscriptionOrders.IS_UNANSWERED;
import static com.clientmanager.credits.billing.orders.SubscriptionOrders.UNANSWERED;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.orders.Course;
import com.clientmanager.credits.billing.orders.SubscriptionOrders;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Reads where a subscription stands, orders without an answer counted in, and refuses to guess: without the running
 * cycle nothing can be changed.
 */
@ApplicationScoped
class Standings {
    private static final String READ = """
            SELECT s.account_id, s.id, a.time_zone, b.plan, b.pending_plan, b.subscription_status,
                   b.cycle_start, b.cycle_end, b.allowance_granted_micros, b.available_micros,
                   greatest(
                       (SELECT max(p.intended_at) FROM payment p WHERE p.account_id = s.account_id
                            AND p.purpose = 'UPGRADE' AND p.status IN ('INTENDED', 'UNKNOWN')),
                       (SELECT max(o.issued_at) FROM subscription_command o WHERE o.account_id = s.account_id
                            AND o.kind = 'UpgradePlan' AND %s)) AS upgrade_began, %s
            FROM subscription s JOIN account a ON a.id = s.account_id
            JOIN balance b ON b.account_id = s.account_id
            WHERE s.account_id = ? AND b.plan IS NOT NULL AND b.subscription_status IS NOT NULL
              AND b.cycle_start IS NOT NULL
              AND b.cycle_end IS NOT NULL""".formatted(IS_UNANSWERED, UNANSWERED);
    private final Sql sql;
    private final Clock clock;
    private final Accounts accounts;
    private final Subscriptions subscriptions;
    private final SubscriptionOrders orders;

    Standings(Sql sql, Clock clock, Accounts accounts, Subscriptions subscriptions, SubscriptionOrders orders) {
        this.orders = orders;
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
        this.subscriptions = subscriptions;
    }

    /**
     * Where the subscription stands, held until the transaction ends, so that two changes of it come one after the
     * other.
     *
     * @throws Problem ETAG_MISMATCH when the caller decided on another state; NOT_FOUND; UNAVAILABLE as {@link
     *     #require}
     */
    Standing hold(String account, IfMatch ifMatch) {
        Standing standing = hold(account);
        decidedOn(account, ifMatch);
        return standing;
    }

    /** The same for a caller that says later what it decided on. */
    Standing hold(String account) {
        orders.hold(account);
        return require(account);
    }

    /** Stops a decision on another state; the account is held. @throws Problem ETAG_MISMATCH */
    void decidedOn(String account, IfMatch ifMatch) {
        if (!ifMatch.isAnything()) {
            ifMatch.require(accounts.find(account)
                    .map(found -> subscriptions.of(found).tag())
                    .orElseThrow(Problem::notFound));
        }
    }

    /**
     * Where the subscription stands now.
     *
     * @throws Problem UNAVAILABLE while the engine has not said which cycle is running, for example at a boundary
     */
    Standing require(String account) {
        Standing standing = sql.find(READ, Standings::standing, account)
                .orElseThrow(() -> Problem.of(
                        ProblemCode.UNAVAILABLE, "The subscription is being opened. Try again in a moment."));
        Instant now = clock.instant();
        if (!"ENDED".equals(standing.status()) && !now.isBefore(standing.cycleEnd())) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "A new cycle is just beginning. Try again in a moment.");
        }
        return standing;
    }

    private static Standing standing(Row row) throws SQLException {
        Course course = Course.of(
                row.text("plan"),
                row.textOrNull("pending_plan"),
                row.text("subscription_status"),
                row.textOrNull("unanswered"));
        return new Standing(
                row.text("account_id"),
                row.text("id"),
                course.plan(),
                course.pendingPlan(),
                course.status(),
                row.instant("cycle_start"),
                row.instant("cycle_end"),
                new Credits(row.number("allowance_granted_micros")),
                new Credits(row.number("available_micros")),
                ZoneId.of(row.text("time_zone")),
                row.instantOrNull("upgrade_began"),
                course.resuming());
    }

    void ordered(String account, String plan) {
        sql.update("UPDATE subscription SET plan = ?, version = version + 1 WHERE account_id = ?", plan, account);
    }
}
