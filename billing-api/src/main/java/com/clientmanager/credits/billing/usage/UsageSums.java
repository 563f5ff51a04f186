package com.clientmanager.credits.billing.usage;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.usage.UsageBreakdown.Cycle;
import com.clientmanager.credits.billing.usage.UsageBreakdown.Days;
import com.clientmanager.credits.billing.usage.UsageBreakdown.UsageRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the usage rollup. Its sums equal the ledger's (I6): it is written in the ledger lines' own transaction. */
@ApplicationScoped
public class UsageSums {
    private final Sql sql;

    UsageSums(Sql sql) {
        this.sql = sql;
    }

    /** The running cycle, as the engine last said; empty before its first word. */
    public Optional<Cycle> currentCycle(String account) {
        return sql.find(
                "SELECT cycle, cycle_start, cycle_end FROM account_cycle WHERE account_id = ? ORDER BY cycle DESC"
                        + " LIMIT 1",
                row -> new Cycle(row.number("cycle"), row.instant("cycle_start"), row.instant("cycle_end")),
                account);
    }

    /** The newest cycles, the running one first. */
    public List<Cycle> cycles(String account, int most) {
        return sql.list(
                "SELECT cycle, cycle_start, cycle_end FROM account_cycle WHERE account_id = ? ORDER BY cycle DESC"
                        + " LIMIT ?",
                row -> new Cycle(row.number("cycle"), row.instant("cycle_start"), row.instant("cycle_end")),
                account,
                most);
    }

    /** The cycle that holds the end of this local day; for the day on which the account began that is cycle 0. */
    public Optional<Cycle> cycleOf(String account, LocalDate day, ZoneId zone) {
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        return sql.find(
                "SELECT cycle, cycle_start, cycle_end FROM account_cycle WHERE account_id = ? AND cycle_start <= ?"
                        + " AND cycle_end > ?",
                row -> new Cycle(row.number("cycle"), row.instant("cycle_start"), row.instant("cycle_end")),
                account,
                end,
                end);
    }

    public UsageBreakdown ofCycle(String account, Cycle cycle, GroupBy groupBy) {
        List<UsageRow> rows = rows(groupBy, "account_id = ? AND cycle = ?", account, cycle.number());
        return new UsageBreakdown(cycle, null, total(rows), rows, asOf(account));
    }

    /** Both days inclusive, in the account's zone. */
    public UsageBreakdown ofDays(String account, Days days, GroupBy groupBy) {
        List<UsageRow> rows = rows(groupBy, "account_id = ? AND day BETWEEN ? AND ?", account, days.from(), days.to());
        Instant asOf = asOf(account);
        return new UsageBreakdown(null, days, asOf == null ? null : total(rows), rows, asOf);
    }

    private List<UsageRow> rows(GroupBy groupBy, String where, Object... arguments) {
        return sql.list(
                "SELECT " + groupBy.column()
                        + "::text AS key, sum(events)::bigint AS events, sum(quantity) AS quantity,"
                        + " (sum(charged_micros) - sum(reversed_micros))::bigint AS micros FROM usage_rollup WHERE "
                        + where
                        + " GROUP BY " + groupBy.column() + " ORDER BY " + groupBy.order(),
                row -> new UsageRow(
                        row.text("key"),
                        row.number("events"),
                        row.decimal("quantity").toBigInteger(),
                        new Credits(row.number("micros"))),
                arguments);
    }

    private @Nullable Instant asOf(String account) {
        return sql.find(
                        "SELECT l.recorded_at FROM ledger_head h JOIN ledger_entry l ON l.account_id ="
                                + " h.account_id AND l.seq = h.seq"
                                + " WHERE h.account_id = ?",
                        row -> row.instant("recorded_at"),
                        account)
                .orElse(null);
    }

    private static Credits total(List<UsageRow> rows) {
        return rows.stream().map(UsageRow::credits).reduce(Credits.ZERO, Credits::plus);
    }
}
