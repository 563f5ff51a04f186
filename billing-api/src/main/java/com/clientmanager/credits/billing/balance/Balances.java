package com.clientmanager.credits.billing.balance;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads balances as the engine last said them. */
@ApplicationScoped
public class Balances {
    private final Sql sql;
    private final ObjectMapper json;

    Balances(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    private record StoredGrant(
            String id,
            String source,
            long amountMicros,
            long leftMicros,
            Instant effectiveAt,
            @Nullable Instant expiresAt,
            @Nullable Long priority,
            @Nullable String name) {}

    /** The account's balance; unknown, never 0, until the engine has spoken of it. */
    public BalanceView of(String account) {
        return find(account).orElseGet(() -> BalanceView.unknown(account));
    }

    /** The same in one look at the database, or nothing where there is no such account. */
    public Optional<BalanceView> find(String account) {
        return sql.find(
                "SELECT b.*, (SELECT min(o.current_to) FROM projection_offset o WHERE o.topic = 'CREDIT_BALANCES')"
                        + " AS current_to"
                        + " FROM account a LEFT JOIN balance b ON b.account_id = a.id WHERE a.id = ?",
                row -> row.textOrNull("account_id") == null ? BalanceView.unknown(account) : read(row),
                account);
    }

    private BalanceView read(Row row) throws SQLException {
        return new BalanceView(
                row.text("account_id"),
                credits(row, "available_micros"),
                credits(row, "overdraft_micros"),
                credits(row, "used_this_cycle_micros"),
                allowance(row),
                grants(row.text("grants")),
                row.number("ledger_seq"),
                row.instant("as_of"),
                row.instantOrNull("current_to"));
    }

    private static BalanceView.@Nullable Allowance allowance(Row row) throws SQLException {
        Instant start = row.instantOrNull("cycle_start");
        Instant end = row.instantOrNull("cycle_end");
        if (start == null || end == null) {
            return null;
        }
        long granted = row.number("allowance_granted_micros");
        long left = row.number("allowance_left_micros");
        return new BalanceView.Allowance(
                new Credits(granted), new Credits(Math.subtractExact(granted, left)), new Credits(left), start, end);
    }

    private List<BalanceView.Grant> grants(String stored) {
        try {
            return json.readValue(stored, new TypeReference<List<StoredGrant>>() {}).stream()
                    .map(grant -> new BalanceView.Grant(
                            grant.id(),
                            grant.source(),
                            new Credits(grant.amountMicros()),
                            new Credits(grant.leftMicros()),
                            grant.effectiveAt(),
                            grant.expiresAt(),
                            grant.priority(),
                            grant.name()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the projection writes grants as JSON", e);
        }
    }

    private static Credits credits(Row row, String column) throws SQLException {
        return new Credits(row.number(column));
    }
}
