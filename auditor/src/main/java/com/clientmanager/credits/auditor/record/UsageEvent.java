package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A usage event; time in milliseconds. */
public record UsageEvent(
        String source,
        String id,
        String account,
        String action,
        long quantity,
        @Nullable String user,
        SortedMap<String, String> dimensions,
        @Nullable String holdId,
        long occurredAt) {
    /** Actions that begin with this are the engine's own; none of them has a price. */
    public static final String RESERVED_PREFIX = "credits.";

    private static final String TICK = "credits.tick";

    public static UsageEvent of(Fields fields) {
        return new UsageEvent(
                fields.text("source"),
                fields.text("id"),
                fields.text("account"),
                fields.text("action"),
                fields.number("quantity"),
                fields.textOrNull("user"),
                fields.texts("dimensions"),
                fields.textOrNull("holdId"),
                fields.number("occurredAt"));
    }

    /** Whether the record only lets time pass on its partition, by its append time, and is no usage. */
    public boolean isTick() {
        return action.equals(TICK) && quantity == 0;
    }
}
