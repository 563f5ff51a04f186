package com.clientmanager.credits.e2e.fuzz;

import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A ledger line, as far as the run compares it. */
record Line(
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
        @Nullable String commandId,
        @Nullable Long inputOffset) {

    static Line of(GenericRecord line) {
        return new Line(
                String.valueOf(line.get("account")),
                number(line, "seq"),
                String.valueOf(line.get("type")),
                number(line, "amountMicros"),
                number(line, "balanceMicros"),
                number(line, "availableMicros"),
                number(line, "overdraftMicros"),
                text(line, "eventSource"),
                text(line, "eventId"),
                text(line, "action"),
                (Long) line.get("quantity"),
                text(line, "user"),
                (Long) line.get("unitPriceMicros"),
                text(line, "commandId"),
                (Long) line.get("inputOffset"));
    }

    boolean isCharge() {
        return type.equals("CHARGE");
    }

    private static long number(GenericRecord line, String field) {
        return (Long) line.get(field);
    }

    private static @Nullable String text(GenericRecord line, String field) {
        Object value = line.get(field);
        return value == null ? null : value.toString();
    }
}
