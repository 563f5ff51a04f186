package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Reads where a subscription stands and refuses to guess: without the running cycle nothing can be changed. */
@ApplicationScoped
class Standings {
    private final Sql sql;
    private final Clock clock;
    private final Accounts accounts;
    private final Subscriptions subscriptions;

    Standings(Sql sql, Clock clock, Accounts accounts, Subscriptions subscriptions) {
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
        this.subscriptions = subscriptions;
    }

    /**
     * Where the subscription stands, held until the transaction ends, so that two changes of it come one after the other.
     *
     * @throws Problem ETAG_MISMATCH when the caller decided on another state; NOT_FOUND; UNAVAILABLE as {@link #require}
     */
    Standing hold(String account, IfMatch ifMatch) {
        lock(account);
        if (!ifMatch.isAnything()) {
            ifMatch.require(accounts.find(account)
                    .map(found -> subscriptions.of(found).tag())
                    .orElseThrow(Problem::notFound));
        }
        return require(account);
    }

    /**
     * Where the subscription stands now.
     *
     * @throws Problem UNAVAILABLE while the engine has not said which cycle is running, for example at a boundary
     */
    Standing require(String account) {
        Standing standing = sql.find(
                        """
                        SELECT s.account_id, s.id, a.time_zone, b.plan, b.pending_plan, b.subscription_status,
                               b.cycle_start, b.cycle_end, b.allowance_granted_micros, b.available_micros,
                               EXISTS (SELECT 1 FROM payment p WHERE p.account_id = s.account_id AND p.purpose = 'UPGRADE'
                                   AND p.status = 'SUCCEEDED' AND p.settled_at > ?
                                   AND NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.command_id = 'deliver:' || p.id)) AS changing
                        FROM subscription s JOIN account a ON a.id = s.account_id JOIN balance b ON b.account_id = s.account_id
                        WHERE s.account_id = ? AND b.plan IS NOT NULL AND b.subscription_status IS NOT NULL
                          AND b.cycle_start IS NOT NULL AND b.cycle_end IS NOT NULL""",
                        row -> new Standing(
                                row.text("account_id"),
                                row.text("id"),
                                row.text("plan"),
                                row.textOrNull("pending_plan"),
                                row.text("subscription_status"),
                                row.instant("cycle_start"),
                                row.instant("cycle_end"),
                                new Credits(row.number("allowance_granted_micros")),
                                new Credits(row.number("available_micros")),
                                ZoneId.of(row.text("time_zone")),
                                row.flag("changing")),
                        clock.instant().minusSeconds(86_400),
                        account)
                .orElseThrow(() -> Problem.of(
                        ProblemCode.UNAVAILABLE, "The subscription is being opened. Try again in a moment."));
        Instant now = clock.instant();
        if (!"ENDED".equals(standing.status()) && !now.isBefore(standing.cycleEnd())) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "A new cycle is just beginning. Try again in a moment.");
        }
        return standing;
    }

    private void lock(String account) {
        if (sql.list("SELECT id FROM account WHERE id = ? FOR UPDATE", row -> row.text("id"), account)
                .isEmpty()) {
            throw Problem.notFound();
        }
    }

    void ordered(String account, String plan) {
        sql.update("UPDATE subscription SET plan = ?, version = version + 1 WHERE account_id = ?", plan, account);
    }

    void changed(String account) {
        sql.update("UPDATE subscription SET version = version + 1 WHERE account_id = ?", account);
    }
}
