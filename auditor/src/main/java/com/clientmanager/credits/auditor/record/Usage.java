package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import org.jspecify.annotations.Nullable;

/** A usage event; time in milliseconds. */
public record Usage(
        String source,
        String id,
        String account,
        String action,
        long quantity,
        @Nullable String user,
        long occurredAt) {
    public static Usage of(Fields fields) {
        return new Usage(
                fields.text("source"),
                fields.text("id"),
                fields.text("account"),
                fields.text("action"),
                fields.number("quantity"),
                fields.textOrNull("user"),
                fields.number("occurredAt"));
    }
}
