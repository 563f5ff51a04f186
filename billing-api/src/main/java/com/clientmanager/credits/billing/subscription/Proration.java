package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The share of a cycle that is left at an instant, by the second (R15).
 *
 * <pre>
 *   cycleStart            at                 cycleEnd
 *   |─────────────────────|──────────────────|
 *                          ◄─ secondsLeft ──►
 *   ◄───────────── secondsOfCycle ──────────►
 * </pre>
 *
 * <p>At the cycle's start the share is the whole, just before its end it is nothing; whoever shares {@code at} with the
 * engine gets the share the engine grants credits by, because a command's {@code effectiveAt} is cut to the second
 * before either computes.
 */
public record Proration(Instant cycleStart, Instant cycleEnd, Instant at) {
    private static final long MICROS_PER_CREDIT = 1_000_000;

    public Proration {
        if (!cycleStart.isBefore(cycleEnd) || at.isBefore(cycleStart) || !at.isBefore(cycleEnd)) {
            throw new IllegalArgumentException(at + " is not in the cycle " + cycleStart + " to " + cycleEnd);
        }
    }

    /**
     * The instant that both the fee and the credits are computed from: {@code now}, cut to the second, not before the
     * cycle.
     */
    public static Proration startingNow(Instant cycleStart, Instant cycleEnd, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        return new Proration(cycleStart, cycleEnd, second.isBefore(cycleStart) ? cycleStart : second);
    }

    public long secondsLeft() {
        return Duration.between(at, cycleEnd).toSeconds();
    }

    public long secondsOfCycle() {
        return Duration.between(cycleStart, cycleEnd).toSeconds();
    }

    /** The share of a fee difference of 0 or more, rounded down to a whole minor unit. */
    public Money feeShare(Money difference) {
        return difference.shareRoundedDown(secondsLeft(), secondsOfCycle());
    }

    /** The share of an allowance difference of 0 or more, in micro-credits, rounded down to a whole credit. */
    public long creditShareMicros(long differenceMicros) {
        if (differenceMicros <= 0) {
            return 0;
        }
        BigInteger share = BigInteger.valueOf(differenceMicros)
                .multiply(BigInteger.valueOf(secondsLeft()))
                .divide(BigInteger.valueOf(secondsOfCycle()));
        long micros = share.longValueExact();
        return micros - micros % MICROS_PER_CREDIT;
    }
}
