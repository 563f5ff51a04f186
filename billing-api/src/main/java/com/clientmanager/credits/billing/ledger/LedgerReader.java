package com.clientmanager.credits.billing.ledger;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.sql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a row of ledger_entry into a line. */
@ApplicationScoped
class LedgerReader {
    private final ObjectMapper json;

    LedgerReader(ObjectMapper json) {
        this.json = json;
    }

    private record StoredAllocation(String grant, String source, long amountMicros) {}

    LedgerLine read(Row row) throws SQLException {
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
                dimensions(row.textOrNull("dimensions")),
                row.textOrNull("hold_id"),
                creditsOrNull(row, "unit_price_micros"),
                row.textOrNull("price_version"),
                allocations(row.textOrNull("allocations")),
                grant(row),
                row.textOrNull("plan"),
                row.textOrNull("pending_plan"),
                row.textOrNull("subscription_status"),
                cycle(row),
                row.numberOrNull("reverses"),
                row.instantOrNull("reversed_occurred_at"),
                row.textOrNull("refusal"),
                row.textOrNull("note"),
                row.instant("occurred_at"),
                row.instant("recorded_at"));
    }

    private List<LedgerLine.Allocation> allocations(@Nullable String stored) {
        if (stored == null) {
            return List.of();
        }
        try {
            return json.readValue(stored, new TypeReference<List<StoredAllocation>>() {}).stream()
                    .map(each ->
                            new LedgerLine.Allocation(each.grant(), each.source(), new Credits(each.amountMicros())))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the projection writes allocations as JSON", e);
        }
    }

    private Map<String, String> dimensions(@Nullable String stored) {
        if (stored == null) {
            return Map.of();
        }
        try {
            return json.readValue(stored, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the projection writes dimensions as JSON", e);
        }
    }

    private static LedgerLine.@Nullable Grant grant(Row row) throws SQLException {
        String id = row.textOrNull("grant_id");
        return id == null
                ? null
                : new LedgerLine.Grant(
                        id,
                        row.text("grant_source"),
                        new Credits(row.number("grant_amount_micros")),
                        row.instant("grant_effective_at"),
                        row.instantOrNull("grant_expires_at"),
                        row.numberOrNull("grant_priority"),
                        row.textOrNull("grant_name"),
                        creditsOrNull(row, "grant_left_micros"));
    }

    private static LedgerLine.@Nullable Cycle cycle(Row row) throws SQLException {
        Long number = row.numberOrNull("cycle");
        Instant start = row.instantOrNull("cycle_start");
        Instant end = row.instantOrNull("cycle_end");
        return number == null || start == null || end == null ? null : new LedgerLine.Cycle(number, start, end);
    }

    private static @Nullable Credits creditsOrNull(Row row, String column) throws SQLException {
        Long micros = row.numberOrNull(column);
        return micros == null ? null : new Credits(micros);
    }
}
