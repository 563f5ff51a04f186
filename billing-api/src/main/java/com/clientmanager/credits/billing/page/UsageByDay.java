package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Reads the usage rollup by day and action at once, which the chart stacks. */
@ApplicationScoped
class UsageByDay {
    private final Sql sql;
    private final Clock clock;

    UsageByDay(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What one action cost on one local day. */
    record Cell(LocalDate day, String action, Credits credits) {}

    /** The rollup's days are the account's local days, so a span of days holds the same lines as its instants. */
    List<Cell> cells(String account, Period period) {
        return sql.list(
                """
                SELECT day, action, sum(charged_micros - reversed_micros) AS micros FROM usage_rollup
                WHERE account_id = ? AND day BETWEEN ? AND ? GROUP BY day, action ORDER BY day, action""",
                row -> new Cell(
                        row.date("day"),
                        row.text("action"),
                        new Credits(row.decimal("micros").longValueExact())),
                account,
                period.from(),
                period.to());
    }

    /** Today where the period goes on: days to come have no usage. */
    LocalDate lastDayShown(Period period, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return period.to().isBefore(today) ? period.to() : today.isBefore(period.from()) ? period.from() : today;
    }
}
