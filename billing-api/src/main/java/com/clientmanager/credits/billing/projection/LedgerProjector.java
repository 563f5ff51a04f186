package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.schemas.Allocation;
import com.clientmanager.credits.schemas.GrantTerms;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes ledger lines as they are. */
final class LedgerProjector {
    private static final String INSERT =
            "INSERT INTO ledger_entry (account_id, seq, type, amount_micros, balance_micros, available_micros,"
                    + " overdraft_micros, event_source, event_id, action, quantity, user_id, unit_price_micros,"
                    + " price_version, allocations,"
                    + " grant_id, grant_source, grant_amount_micros, grant_effective_at, grant_expires_at,"
                    + " subscription_id, plan,"
                    + " subscription_status, cycle, cycle_start, cycle_end, reverses, command_id, refusal,"
                    + " input_offset, note, occurred_at,"
                    + " recorded_at, dimensions, hold_id, grant_priority, grant_name, grant_left_micros, pending_plan,"
                    + " reversed_occurred_at, command_sequence, command_type)"
                    + " SELECT a, b, c, d, e, f, g, h, i, j, k, l, m, n, o::jsonb, p, q, r, at_millis(s),"
                    + " at_millis(t), u, v, w, x,"
                    + " at_millis(y), at_millis(z), aa, ab, ac, ad, ae, at_millis(af), at_millis(ag),"
                    + " ah::jsonb, ai, aj, ak, al, am, at_millis(an), ao, ap"
                    + " FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " AS u(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, ab,"
                    + " ac, ad, ae, af, ag,"
                    + " ah, ai, aj, ak, al, am, an, ao, ap)"
                    + " ON CONFLICT DO NOTHING";
    private static final String CYCLES = "INSERT INTO account_cycle (account_id, cycle, cycle_start, cycle_end)"
            + " SELECT DISTINCT a, b, at_millis(c), at_millis(d) FROM unnest(?, ?, ?, ?) AS u(a, b, c, d)"
            + " ON CONFLICT DO NOTHING";

    private LedgerProjector() {}

    static void write(Connection connection, List<LedgerEntryPosted> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns<LedgerEntryPosted> columns = new Columns<>(connection, insert, lines);
            bindAmounts(columns);
            bindCause(columns);
            bindGrant(columns);
            bindCourse(columns);
            bindContract(columns);
            int written = insert.executeUpdate();
            if (written != lines.size()) {
                throw new ProjectionStopped("ledger_entry has " + (lines.size() - written)
                        + " lines above ledger_head: the tables were changed by hand; rebuild them with"
                        + " forget_projections()");
            }
        }
        writeCycles(connection, lines);
    }

    private static void bindAmounts(Columns<LedgerEntryPosted> columns) throws SQLException {
        columns.text(LedgerEntryPosted::getAccount)
                .number(LedgerEntryPosted::getSeq)
                .text(LedgerEntryPosted::getType)
                .number(LedgerEntryPosted::getAmountMicros)
                .number(LedgerEntryPosted::getBalanceMicros)
                .number(LedgerEntryPosted::getAvailableMicros)
                .number(LedgerEntryPosted::getOverdraftMicros);
    }

    private static void bindCause(Columns<LedgerEntryPosted> columns) throws SQLException {
        columns.text(LedgerEntryPosted::getEventSource)
                .text(LedgerEntryPosted::getEventId)
                .text(LedgerEntryPosted::getAction)
                .number(LedgerEntryPosted::getQuantity)
                .text(LedgerEntryPosted::getUser)
                .number(LedgerEntryPosted::getUnitPriceMicros)
                .text(LedgerEntryPosted::getPriceVersion)
                .text(line -> allocations(line.getAllocations()));
    }

    private static void bindGrant(Columns<LedgerEntryPosted> columns) throws SQLException {
        columns.text(ofGrant(GrantTerms::getId))
                .text(ofGrant(grant -> grant.getSource()))
                .number(ofGrant(GrantTerms::getAmountMicros))
                .instant(ofGrant(GrantTerms::getEffectiveAt))
                .instant(ofGrant(GrantTerms::getExpiresAt));
    }

    private static void bindCourse(Columns<LedgerEntryPosted> columns) throws SQLException {
        columns.text(LedgerEntryPosted::getSubscriptionId)
                .text(LedgerEntryPosted::getPlan)
                .text(LedgerEntryPosted::getSubscriptionStatus)
                .number(LedgerEntryPosted::getCycle)
                .instant(LedgerEntryPosted::getCycleStart)
                .instant(LedgerEntryPosted::getCycleEnd)
                .number(LedgerEntryPosted::getReverses)
                .text(LedgerEntryPosted::getCommandId)
                .text(LedgerEntryPosted::getRefusal)
                .number(LedgerEntryPosted::getInputOffset)
                .text(LedgerEntryPosted::getNote)
                .instant(LedgerEntryPosted::getOccurredAt)
                .instant(LedgerEntryPosted::getRecordedAt);
    }

    private static void bindContract(Columns<LedgerEntryPosted> columns) throws SQLException {
        columns.text(line -> dimensions(line.getDimensions()))
                .text(LedgerEntryPosted::getHoldId)
                .number(ofGrant(grant -> (Long) (long) grant.getPriority()))
                .text(ofGrant(GrantTerms::getName))
                .number(LedgerEntryPosted::getGrantLeftMicros)
                .text(LedgerEntryPosted::getPendingPlan)
                .instant(LedgerEntryPosted::getReversedOccurredAt)
                .number(LedgerEntryPosted::getCommandSequence)
                .text(LedgerEntryPosted::getCommandType);
    }

    private static @Nullable String dimensions(Map<String, String> dimensions) {
        if (dimensions.isEmpty()) {
            return null;
        }
        StringBuilder json = new StringBuilder(dimensions.size() * 32).append('{');
        dimensions.forEach((key, value) -> {
            json.append(json.length() == 1 ? "" : ",");
            JsonText.quote(json, key);
            JsonText.quote(json.append(':'), value);
        });
        return json.append('}').toString();
    }

    private static <V> Function<LedgerEntryPosted, @Nullable V> ofGrant(Function<GrantTerms, @Nullable V> field) {
        return line -> {
            GrantTerms grant = line.getGrant();
            return grant == null ? null : field.apply(grant);
        };
    }

    private static void writeCycles(Connection connection, List<LedgerEntryPosted> lines) throws SQLException {
        List<LedgerEntryPosted> dated = lines.stream()
                .filter(line -> line.getCycle() != null && line.getCycleStart() != null && line.getCycleEnd() != null)
                .toList();
        try (PreparedStatement insert = connection.prepareStatement(CYCLES)) {
            new Columns<>(connection, insert, dated)
                    .text(LedgerEntryPosted::getAccount)
                    .number(LedgerEntryPosted::getCycle)
                    .instant(LedgerEntryPosted::getCycleStart)
                    .instant(LedgerEntryPosted::getCycleEnd);
            insert.executeUpdate();
        }
    }

    private static @Nullable String allocations(List<Allocation> allocations) {
        if (allocations.isEmpty()) {
            return null;
        }
        StringBuilder json = new StringBuilder(allocations.size() * 64).append('[');
        for (Allocation allocation : allocations) {
            json.append(json.length() == 1 ? "{\"grant\":" : ",{\"grant\":");
            JsonText.quote(json, allocation.getGrant());
            JsonText.quote(json.append(",\"source\":"), allocation.getSource());
            json.append(",\"amountMicros\":")
                    .append(allocation.getAmountMicros())
                    .append('}');
        }
        return json.append(']').toString();
    }
}
