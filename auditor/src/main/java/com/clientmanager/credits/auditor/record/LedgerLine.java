package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of credit.ledger.v1; amounts in micro-credits, times in milliseconds. */
public record LedgerLine(
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
        @Nullable Long unitPrice,
        @Nullable String priceVersion,
        List<Share> shares,
        @Nullable Terms grant,
        @Nullable String subscription,
        @Nullable String plan,
        @Nullable String status,
        @Nullable Long cycle,
        @Nullable Long cycleStart,
        @Nullable Long cycleEnd,
        @Nullable Long reverses,
        @Nullable String commandId,
        @Nullable String refusal,
        @Nullable Long inputOffset,
        @Nullable String note,
        long occurredAt,
        long recordedAt) {

    public static LedgerLine of(Fields fields) {
        return new LedgerLine(
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
                fields.numberOrNull("unitPriceMicros"),
                fields.textOrNull("priceVersion"),
                Share.in(fields),
                Terms.in(fields),
                fields.textOrNull("subscriptionId"),
                fields.textOrNull("plan"),
                fields.textOrNull("subscriptionStatus"),
                fields.numberOrNull("cycle"),
                fields.numberOrNull("cycleStart"),
                fields.numberOrNull("cycleEnd"),
                fields.numberOrNull("reverses"),
                fields.textOrNull("commandId"),
                fields.textOrNull("refusal"),
                fields.numberOrNull("inputOffset"),
                fields.textOrNull("note"),
                fields.number("occurredAt"),
                fields.number("recordedAt"));
    }

    public boolean is(String other) {
        return type.equals(other);
    }

    public String here() {
        return account + " line " + seq + " " + type;
    }
}
