package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.money.Money;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The price of an upgrade as a page showed it: exactly that is charged, for the share of the cycle left at that
 * instant, or nothing.
 *
 * @param at the instant it was computed for
 * @param dueMinor the price in minor units
 */
public record UpgradeShown(Instant at, long dueMinor) {
    /** How long a price that was shown is good for. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);

    /** Null where the page showed no price, as for a downgrade. */
    public static @Nullable UpgradeShown of(@Nullable Instant at, long dueMinor) {
        return at == null ? null : new UpgradeShown(at, dueMinor);
    }

    /** The instant. @throws Problem ETAG_MISMATCH when it is too old, or of another cycle */
    Instant good(Instant cycleStart, Instant now) {
        if (at.isAfter(now) || at.isBefore(cycleStart) || at.plus(GOOD_FOR).isBefore(now)) {
            throw changed();
        }
        return at;
    }

    /** Stops it when another price would be charged. @throws Problem ETAG_MISMATCH */
    void require(Money due) {
        if (due.amountMinor() != dueMinor) {
            throw changed();
        }
    }

    private static Problem changed() {
        return Problem.of(ProblemCode.ETAG_MISMATCH, "The price has changed meanwhile. Look at it again.");
    }
}
