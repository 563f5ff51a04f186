package com.clientmanager.credits.billing.invoice;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.invoice.CreditStatement.Used;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws up an account's credits over one cycle from its ledger lines, in their order, as a bank statement does: a late
 * charge appears in the cycle in which it was written, so that opening and closing are balances the ledger really had.
 *
 * <pre>
 *   … | GRANT allowance n   …lines…  EXPIRY | GRANT allowance n+1 …
 *     ▲ opening: balance before             ▲ closing: balance after the last line
 * </pre>
 *
 * <p>A cycle begins with the line that grants its allowance, or CYCLE_STARTED when there is none (suspended).
 */
@ApplicationScoped
class CreditStatements {
    private static final String OF_NO_ACTION = "other";

    private final Sql sql;
    private final PlanCatalogue catalogue;

    CreditStatements(Sql sql, PlanCatalogue catalogue) {
        this.sql = sql;
        this.catalogue = catalogue;
    }

    private record Window(Instant from, Instant to, long firstLine, long lastLine) {}

    /**
     * The cycle that ended when the invoice's period begins (a renewal), else the one running; null when the ledger
     * knows no cycle.
     */
    @Nullable
    CreditStatement forInvoice(String account, @Nullable Instant periodStart) {
        return window(account, periodStart)
                .map(window -> statement(account, window))
                .orElse(null);
    }

    private Optional<Window> window(String account, @Nullable Instant periodStart) {
        return sql.find(
                """
                WITH begun AS (
                    SELECT min(seq) AS seq, cycle_start, cycle_end FROM ledger_entry
                    WHERE account_id = ? AND (type = 'CYCLE_STARTED'
                        OR (type = 'GRANT' AND grant_source = 'ALLOWANCE' AND grant_effective_at = cycle_start))
                    GROUP BY cycle_start, cycle_end),
                started AS (SELECT seq, cycle_start, cycle_end, lead(seq) OVER (ORDER BY seq) AS next_seq FROM begun)
                SELECT s.seq, s.cycle_start, s.cycle_end,
                       coalesce(s.next_seq - 1, (SELECT max(seq) FROM ledger_entry WHERE account_id = ?)) AS last_seq
                FROM started s ORDER BY (s.cycle_end = ?::timestamptz) DESC NULLS LAST, s.seq DESC LIMIT 1""",
                row -> new Window(
                        row.instant("cycle_start"),
                        row.instant("cycle_end"),
                        row.number("seq"),
                        row.number("last_seq")),
                account,
                account,
                periodStart);
    }

    private CreditStatement statement(String account, Window window) {
        List<Used> used = sql.list(
                """
                SELECT action, count(*) FILTER (WHERE type = 'CHARGE') AS events, -sum(amount_micros) AS micros FROM
                  ledger_entry
                WHERE account_id = ? AND seq BETWEEN ? AND ? AND type IN ('CHARGE', 'REVERSAL')
                GROUP BY action ORDER BY micros DESC, action""",
                row -> {
                    String action =
                            Optional.ofNullable(row.textOrNull("action")).orElse(OF_NO_ACTION);
                    return new Used(
                            action,
                            catalogue.actionName(action),
                            row.number("events"),
                            new Credits(row.decimal("micros").longValueExact()));
                },
                account,
                window.firstLine(),
                window.lastLine());
        return sql.find(
                        """
                        SELECT coalesce(sum(amount_micros) FILTER (WHERE type = 'GRANT'), 0) AS granted,
                               coalesce(-sum(amount_micros) FILTER (WHERE type IN ('CHARGE', 'REVERSAL')), 0) AS used,
                               coalesce(-sum(amount_micros) FILTER (WHERE type IN ('EXPIRY', 'EXPIRY_REVERSED')), 0)
                                 AS expired,
                               coalesce(sum(amount_micros), 0) AS total,
                               (SELECT balance_micros FROM ledger_entry WHERE account_id = ? AND seq = ?) AS closing
                        FROM ledger_entry WHERE account_id = ? AND seq BETWEEN ? AND ?""",
                        row -> {
                            long granted = row.decimal("granted").longValueExact();
                            long spent = row.decimal("used").longValueExact();
                            long expired = row.decimal("expired").longValueExact();
                            long total = row.decimal("total").longValueExact();
                            long closing = row.number("closing");
                            return new CreditStatement(
                                    window.from(),
                                    window.to(),
                                    window.lastLine(),
                                    new Credits(Math.subtractExact(closing, total)),
                                    new Credits(granted),
                                    new Credits(spent),
                                    new Credits(expired),
                                    new Credits(total - granted + spent + expired),
                                    new Credits(closing),
                                    used);
                        },
                        account,
                        window.lastLine(),
                        account,
                        window.firstLine(),
                        window.lastLine())
                .orElseThrow();
    }
}
