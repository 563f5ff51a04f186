package com.clientmanager.credits.aggregator.rating;

import com.clientmanager.credits.aggregator.credit.Credits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price from an instant on (R5).
 *
 * @param version named by each charge
 * @param effectiveFrom the usage's own time from which it holds, inclusive
 * @param knownFrom the append time from which it may price, inclusive, so that a replay sees what the first run saw
 *     (I5)
 * @param plan only for accounts on this plan; null: for all
 * @param unit credits a unit, 0 or more; 0 is free (R6)
 */
public record PriceVersion(
        String version,
        Instant effectiveFrom,
        Instant knownFrom,
        @Nullable String plan,
        Credits unit) {
    public PriceVersion {
        if (unit.isNegative()) {
            throw new IllegalArgumentException("price version " + version + " is below 0");
        }
    }

    boolean isInForce(Instant occurredAt, Instant appendedAt) {
        return !effectiveFrom.isAfter(occurredAt) && !knownFrom.isAfter(appendedAt);
    }
}
