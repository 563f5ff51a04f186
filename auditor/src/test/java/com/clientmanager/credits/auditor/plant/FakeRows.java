package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of PostgreSQL's tables as billing-api's projection writes them. */
final class FakeRows {
    private FakeRows() {}

    static Row of(LedgerEntry entry) {
        Map<String, Object> row = new HashMap<>();
        row.put("account_id", entry.account());
        row.put("seq", entry.seq());
        row.put("type", entry.type());
        row.put("amount_micros", entry.amount());
        row.put("balance_micros", entry.balance());
        row.put("available_micros", entry.available());
        row.put("overdraft_micros", entry.overdraft());
        row.put("event_source", entry.eventSource());
        row.put("event_id", entry.eventId());
        row.put("action", entry.action());
        row.put("quantity", entry.quantity());
        row.put("user_id", entry.user());
        if (!entry.dimensions().isEmpty()) {
            row.put(
                    "dimensions",
                    entry.dimensions().entrySet().stream()
                            .map(one -> one.getKey() + Table.FIELD + one.getValue())
                            .collect(Collectors.joining(Table.LIST)));
        }
        row.put("hold_id", entry.holdId());
        row.put("unit_price_micros", entry.unitPrice());
        row.put("price_version", entry.priceVersion());
        if (!entry.allocations().isEmpty()) {
            row.put(
                    "allocations",
                    entry.allocations().stream()
                            .map(one -> one.grant() + Table.FIELD + one.source() + Table.FIELD + one.amount())
                            .collect(Collectors.joining(Table.LIST)));
        }
        if (entry.grant() != null) {
            row.put("grant_id", entry.grant().id());
            row.put("grant_source", entry.grant().source());
            row.put("grant_amount_micros", entry.grant().amount());
            row.put("grant_effective_at", entry.grant().effectiveAt());
            row.put("grant_expires_at", entry.grant().expiresAt());
            row.put("grant_priority", entry.grant().priority());
            row.put("grant_name", entry.grant().name());
        }
        row.put("subscription_id", entry.subscription());
        row.put("plan", entry.plan());
        row.put("pending_plan", entry.pendingPlan());
        row.put("grant_left_micros", entry.grantLeft());
        row.put("subscription_status", entry.status());
        row.put("cycle", entry.cycle());
        row.put("cycle_start", entry.cycleStart());
        row.put("cycle_end", entry.cycleEnd());
        row.put("reverses", entry.reverses());
        row.put("reversed_occurred_at", entry.reversedOccurredAt());
        row.put("command_id", entry.commandId());
        row.put("command_sequence", entry.commandSequence());
        row.put("command_type", entry.commandType());
        row.put("refusal", entry.refusal());
        row.put("input_offset", entry.inputOffset());
        row.put("note", entry.note());
        row.put("occurred_at", entry.occurredAt());
        row.put("recorded_at", entry.recordedAt());
        return new Row(row);
    }

    static Row of(Balance balance) {
        Map<String, Object> row = new HashMap<>();
        row.put("account_id", balance.account());
        row.put("ledger_seq", balance.seq());
        row.put("available_micros", balance.available());
        row.put("overdraft_micros", balance.overdraft());
        row.put("used_this_cycle_micros", balance.used());
        row.put("allowance_granted_micros", balance.allowanceGranted());
        row.put("allowance_left_micros", balance.allowanceLeft());
        row.put("plan", balance.plan());
        row.put("pending_plan", balance.pendingPlan());
        row.put("subscription_status", balance.status());
        row.put("cycle", balance.cycle());
        row.put("cycle_start", balance.cycleStart());
        row.put("cycle_end", balance.cycleEnd());
        row.put(
                "grants",
                balance.grants().values().stream().map(FakeRows::item).collect(Collectors.joining(Table.LIST)));
        row.put("held_micros", balance.held());
        row.put("policy", balance.policy());
        row.put("limit_micros", balance.limit());
        row.put("revision", balance.revision());
        return new Row(row);
    }

    private static String item(Balance.GrantState grant) {
        GrantTerms terms = grant.terms();
        return String.join(
                Table.FIELD,
                terms.id(),
                terms.source(),
                Long.toString(terms.amount()),
                Long.toString(grant.left()),
                Long.toString(terms.effectiveAt()),
                terms.expiresAt() == null ? Table.NULL : Long.toString(terms.expiresAt()),
                Long.toString(terms.priority()),
                terms.name() == null ? Table.NULL : terms.name());
    }
}
