package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry of credit.ledger.v1; amounts in micro-credits, times in milliseconds.
 *
 * @param grantLeft what is left of {@code grant} after the entry
 * @param reversedOccurredAt the reversed charge's own time, on a reversal
 */
public record LedgerEntry(
        String account,
        long seq,
        String type,
        long amount,
        long balance,
        long available,
        long overdraft,
        @Nullable String eventSource,
        @Nullable String eventId,
        @Nullable String action,
        @Nullable Long quantity,
        @Nullable String user,
        SortedMap<String, String> dimensions,
        @Nullable String holdId,
        @Nullable Long unitPrice,
        @Nullable String priceVersion,
        List<Allocation> allocations,
        @Nullable GrantTerms grant,
        @Nullable Long grantLeft,
        @Nullable String subscription,
        @Nullable String plan,
        @Nullable String pendingPlan,
        @Nullable String status,
        @Nullable Long cycle,
        @Nullable Long cycleStart,
        @Nullable Long cycleEnd,
        @Nullable Long reverses,
        @Nullable Long reversedOccurredAt,
        @Nullable String commandId,
        @Nullable Long commandSequence,
        @Nullable String commandType,
        @Nullable String refusal,
        @Nullable Long inputOffset,
        @Nullable String note,
        long occurredAt,
        long recordedAt) {

    public static LedgerEntry of(Fields fields) {
        return new LedgerEntry(
                fields.text("account"),
                fields.number("seq"),
                fields.text("type"),
                fields.number("amountMicros"),
                fields.number("balanceMicros"),
                fields.number("availableMicros"),
                fields.number("overdraftMicros"),
                fields.textOrNull("eventSource"),
                fields.textOrNull("eventId"),
                fields.textOrNull("action"),
                fields.numberOrNull("quantity"),
                fields.textOrNull("user"),
                fields.texts("dimensions"),
                fields.textOrNull("holdId"),
                fields.numberOrNull("unitPriceMicros"),
                fields.textOrNull("priceVersion"),
                Allocation.in(fields),
                GrantTerms.in(fields),
                fields.numberOrNull("grantLeftMicros"),
                fields.textOrNull("subscriptionId"),
                fields.textOrNull("plan"),
                fields.textOrNull("pendingPlan"),
                fields.textOrNull("subscriptionStatus"),
                fields.numberOrNull("cycle"),
                fields.numberOrNull("cycleStart"),
                fields.numberOrNull("cycleEnd"),
                fields.numberOrNull("reverses"),
                fields.numberOrNull("reversedOccurredAt"),
                fields.textOrNull("commandId"),
                fields.numberOrNull("commandSequence"),
                fields.textOrNull("commandType"),
                fields.textOrNull("refusal"),
                fields.numberOrNull("inputOffset"),
                fields.textOrNull("note"),
                fields.number("occurredAt"),
                fields.number("recordedAt"));
    }

    public boolean is(String other) {
        return type.equals(other);
    }

    public String place() {
        return account + " entry " + seq + " " + type;
    }
}
