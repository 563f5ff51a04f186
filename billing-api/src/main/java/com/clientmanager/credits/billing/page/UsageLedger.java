package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.ledger.LedgerLine;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Listing;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the lines that a figure of the usage page is the sum of: charges and their reversals dated in the period. */
@ApplicationScoped
class UsageLedger {
    private final Sql sql;
    private final ObjectMapper json;

    UsageLedger(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Which lines: those of the period, of one action or user where these are not null ("" is usage that names no user). */
    record Choice(
            Period period,
            @Nullable String action,
            @Nullable String user) {
        /** As the query of an address. */
        String query() {
            return period.query()
                    + (action == null ? "" : "&action=" + Period.encoded(action))
                    + (user == null ? "" : "&user=" + Period.encoded(user));
        }
    }

    /** Newest first; at most `limit` older than the cursor. */
    Listing<LedgerLine> page(String account, Choice choice, @Nullable String cursor, int limit) {
        long before = Listing.position(cursor, Long.MAX_VALUE);
        return Listing.of(before(account, choice, before, limit + 1), limit, LedgerLine::seq, null);
    }

    private List<LedgerLine> before(String account, Choice choice, long before, int most) {
        return sql.list(
                """
                SELECT * FROM ledger_line
                WHERE account_id = ? AND seq < ? AND type IN ('CHARGE', 'REVERSAL')
                  AND (?::timestamptz IS NULL OR occurred_at >= ?::timestamptz) AND (?::timestamptz IS NULL OR occurred_at < ?::timestamptz)
                  AND (?::text IS NULL OR action = ?::text) AND (?::text IS NULL OR coalesce(user_id, '') = ?::text)
                ORDER BY seq DESC LIMIT ?""",
                this::line,
                account,
                before,
                choice.period().start(),
                choice.period().start(),
                choice.period().end(),
                choice.period().end(),
                choice.action(),
                choice.action(),
                choice.user(),
                choice.user(),
                most);
    }

    private LedgerLine line(Row row) throws SQLException {
        Long price = row.numberOrNull("unit_price_micros");
        return new LedgerLine(
                row.number("seq"),
                row.text("type"),
                new Credits(row.number("amount_micros")),
                new Credits(row.number("balance_micros")),
                new Credits(row.number("available_micros")),
                new Credits(row.number("overdraft_micros")),
                row.textOrNull("event_source"),
                row.textOrNull("event_id"),
                row.textOrNull("action"),
                row.numberOrNull("quantity"),
                row.textOrNull("user_id"),
                price == null ? null : new Credits(price),
                row.textOrNull("price_version"),
                allocations(row.textOrNull("allocations")),
                null,
                row.textOrNull("plan"),
                row.textOrNull("subscription_status"),
                null,
                row.numberOrNull("reverses"),
                row.textOrNull("note"),
                row.instant("occurred_at"),
                row.instant("recorded_at"));
    }

    private List<LedgerLine.Allocation> allocations(@Nullable String stored) {
        if (stored == null) {
            return List.of();
        }
        try {
            List<LedgerLine.Allocation> parts = new ArrayList<>();
            for (JsonNode part : json.readTree(stored)) {
                parts.add(new LedgerLine.Allocation(
                        part.path("grant").asText(),
                        part.path("source").asText(),
                        new Credits(part.path("amountMicros").asLong())));
            }
            return parts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored allocations are always readable", e);
        }
    }
}
