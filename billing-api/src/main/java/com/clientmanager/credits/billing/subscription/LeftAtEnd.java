package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;

/** Splits what an account has left into what a cycle's end takes and what stays (R11, R17). */
@ApplicationScoped
class LeftAtEnd {
    private final Sql sql;

    LeftAtEnd(Sql sql) {
        this.sql = sql;
    }

    /** Included credits left, and all others left. */
    record Split(Credits allowance, Credits rest) {}

    Split split(String account) {
        return sql.find(
                        "SELECT allowance_left_micros, available_micros FROM balance WHERE account_id = ?",
                        row -> {
                            long allowance = row.number("allowance_left_micros");
                            return new Split(
                                    new Credits(allowance), new Credits(row.number("available_micros") - allowance));
                        },
                        account)
                .orElse(new Split(Credits.ZERO, Credits.ZERO));
    }
}
