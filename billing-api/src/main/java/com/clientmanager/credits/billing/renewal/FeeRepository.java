package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.money.Money;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fees of all cycles. */
@ApplicationScoped
class FeeRepository {
    private static final String COLUMNS =
            "SELECT f.subscription_id, f.cycle, f.account_id, f.plan, f.amount_minor, f.currency,"
                    + " f.cycle_start, f.cycle_end, f.status, f.attempts, f.first_attempt_at, a.time_zone"
                    + " FROM fee f JOIN account a ON a.id = f.account_id ";
    /** A payment of it is under way: nothing else may be tried meanwhile. */
    private static final String NOT_IN_FLIGHT = " AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.id = f.last_payment"
            + " AND p.status IN ('INTENDED', 'UNKNOWN'))";

    private final Sql sql;

    FeeRepository(Sql sql) {
        this.sql = sql;
    }

    /** Fees whose time has come, oldest first. */
    List<Fee> due(Instant now, int most) {
        return sql.list(
                COLUMNS + "WHERE f.next_attempt_at <= ?" + NOT_IN_FLIGHT + " ORDER BY f.next_attempt_at LIMIT ?",
                FeeRepository::fee,
                now,
                most);
    }

    /** All that an account has not paid, oldest cycle first. */
    List<Fee> open(String account) {
        return sql.list(
                COLUMNS + "WHERE f.account_id = ? AND f.status <> 'PAID' ORDER BY f.cycle_start",
                FeeRepository::fee,
                account);
    }

    /**
     * Held until the transaction ends; empty while a payment of it is under way or it is paid. Locked first and asked
     * afterwards: a statement that waits for a lock does not see the payment that the lock's holder has written
     * meanwhile.
     */
    Optional<Fee> lockUntried(String subscription, long cycle) {
        lock(subscription, cycle);
        return sql.find(
                COLUMNS + "WHERE f.subscription_id = ? AND f.cycle = ? AND f.status <> 'PAID'" + NOT_IN_FLIGHT,
                FeeRepository::fee,
                subscription,
                cycle);
    }

    Fee lock(String subscription, long cycle) {
        return sql.find(
                        COLUMNS + "WHERE f.subscription_id = ? AND f.cycle = ? FOR UPDATE OF f",
                        FeeRepository::fee,
                        subscription,
                        cycle)
                .orElseThrow(() -> new IllegalArgumentException("no fee for cycle " + cycle + " of " + subscription));
    }

    /** Counts an attempt; without a card there is no payment of it. */
    void tried(Fee fee, @Nullable String payment, Instant now) {
        sql.update(
                "UPDATE fee SET attempts = attempts + 1, last_payment = coalesce(?, last_payment),"
                        + " first_attempt_at = coalesce(first_attempt_at, ?)"
                        + " WHERE subscription_id = ? AND cycle = ?",
                payment,
                now,
                fee.subscription(),
                fee.cycle());
    }

    void is(Fee fee, FeeStatus status, @Nullable Instant nextAttemptAt, @Nullable String reason) {
        sql.update(
                "UPDATE fee SET status = ?, next_attempt_at = ?, last_reason = ? WHERE subscription_id = ? AND"
                        + " cycle = ?",
                status,
                nextAttemptAt,
                reason,
                fee.subscription(),
                fee.cycle());
    }

    boolean anySuspended(String account) {
        return sql.find(
                        "SELECT count(*) AS n FROM fee WHERE account_id = ? AND status = 'SUSPENDED'",
                        row -> row.number("n") > 0,
                        account)
                .orElse(false);
    }

    private static Fee fee(Row row) throws SQLException {
        return new Fee(
                row.text("subscription_id"),
                row.number("cycle"),
                row.text("account_id"),
                row.text("plan"),
                new Money(row.number("amount_minor"), row.text("currency")),
                row.instant("cycle_start"),
                row.instant("cycle_end"),
                FeeStatus.valueOf(row.text("status")),
                row.count("attempts"),
                row.instantOrNull("first_attempt_at"),
                ZoneId.of(row.text("time_zone")));
    }
}
