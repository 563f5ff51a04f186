package com.clientmanager.credits.auditor.record;

import com.clientmanager.credits.auditor.source.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A grant as a ledger line states it; times in milliseconds.
 *
 * @param expiresAt null: never
 */
public record Terms(
        String id,
        String source,
        long amount,
        long effectiveAt,
        @Nullable Long expiresAt) {
    static @Nullable Terms in(Fields line) {
        Fields grant = line.recordOrNull("grant");
        return grant == null
                ? null
                : new Terms(
                        grant.text("id"),
                        grant.text("source"),
                        grant.number("amountMicros"),
                        grant.number("effectiveAt"),
                        grant.numberOrNull("expiresAt"));
    }
}
