package com.clientmanager.credits.billing.ledger;

import com.clientmanager.credits.billing.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an account's lines as projected. */
@ApplicationScoped
public class LedgerLines {
    private final Sql sql;
    private final LedgerReader reader;

    LedgerLines(Sql sql, LedgerReader reader) {
        this.sql = sql;
        this.reader = reader;
    }

    /** Newest first, those below the number `before`. */
    public List<LedgerLine> newestFirst(String account, LedgerFilter filter, long before, int limit) {
        return lines(account, filter, "seq < ?", before, " ORDER BY seq DESC LIMIT " + limit);
    }

    /** Oldest first, those above the number `after`. */
    public List<LedgerLine> oldestFirst(String account, LedgerFilter filter, long after, int limit) {
        return lines(account, filter, "seq > ?", after, " ORDER BY seq LIMIT " + limit);
    }

    /**
     * The charges of the filter and what was given back of them, newest first, below the number `before`: what the
     * usage rollup's figures are the sum of (I6). A reversal counts where its charge was, whenever it was written; the
     * filter's type is ignored.
     */
    public List<LedgerLine> usage(String account, LedgerFilter filter, long before, int limit) {
        StringBuilder where = new StringBuilder("SELECT l.* FROM ledger_entry l LEFT JOIN ledger_entry c"
                + " ON l.type = 'REVERSAL' AND c.account_id = l.account_id AND c.seq = l.reverses"
                + " WHERE l.account_id = ? AND l.seq < ? AND l.type IN ('CHARGE', 'REVERSAL')");
        List<@Nullable Object> arguments = new ArrayList<>(List.of(account, before));
        add(where, arguments, " AND coalesce(c.occurred_at, l.occurred_at) >= ?", filter.from());
        add(where, arguments, " AND coalesce(c.occurred_at, l.occurred_at) < ?", filter.to());
        add(where, arguments, " AND coalesce(c.action, l.action) = ?", filter.action());
        add(where, arguments, " AND coalesce(c.user_id, l.user_id, '') = ?", filter.user());
        return sql.list(where + " ORDER BY l.seq DESC LIMIT " + limit, reader::read, arguments.toArray());
    }

    public Optional<LedgerLine> line(String account, long seq) {
        return sql.find("SELECT * FROM ledger_entry WHERE account_id = ? AND seq = ?", reader::read, account, seq);
    }

    /** The line that gives this charge back, if it was projected. */
    public Optional<LedgerLine> reversalOf(String account, long seq) {
        return sql.find(
                "SELECT * FROM ledger_entry WHERE account_id = ? AND type = 'REVERSAL' AND reverses = ? ORDER BY"
                        + " seq LIMIT 1",
                reader::read,
                account,
                seq);
    }

    /** When the account's last projected line was recorded. */
    public @Nullable Instant asOf(String account) {
        return sql.find(
                        "SELECT l.recorded_at FROM ledger_head h JOIN ledger_entry l ON l.account_id ="
                                + " h.account_id AND l.seq = h.seq"
                                + " WHERE h.account_id = ?",
                        row -> row.instant("recorded_at"),
                        account)
                .orElse(null);
    }

    private List<LedgerLine> lines(String account, LedgerFilter filter, String place, long position, String order) {
        StringBuilder where = new StringBuilder("SELECT * FROM ledger_entry WHERE account_id = ? AND ").append(place);
        List<@Nullable Object> arguments = new ArrayList<>(List.of(account, position));
        add(where, arguments, " AND occurred_at >= ?", filter.from());
        add(where, arguments, " AND occurred_at < ?", filter.to());
        add(where, arguments, " AND type = ?", filter.type());
        if (filter.type() != null && !filter.type().equals("CHARGE")) {
            where.append(" AND type <> 'CHARGE'"); // lets the planner take the small index
        }
        add(where, arguments, " AND action = ?", filter.action());
        add(where, arguments, " AND coalesce(user_id, '') = ?", filter.user());
        return sql.list(where.append(order).toString(), reader::read, arguments.toArray());
    }

    private static void add(
            StringBuilder where, List<@Nullable Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            arguments.add(value);
        }
    }
}
