package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the credits last until the next renewal at the present pace, in words.
 *
 * @param headline for example "Last until renewal"
 * @param explanation the pace it is drawn from
 */
public record Forecast(String headline, String explanation) {
    private static final int LONGEST_DAYS = 3650;

    /**
     * How fast credits go.
     *
     * @param used within the span
     * @param span what lies behind us, above 0
     */
    record Pace(Credits used, Duration span) {
        /** Credits a day, rounded down to a micro-credit. */
        Credits perDay() {
            return new Credits(scaled(used.micros(), Duration.ofDays(1).toSeconds(), span.toSeconds()));
        }

        /** How long the credits would last, in seconds, at most ten years. */
        long secondsFor(Credits available) {
            BigInteger seconds = BigInteger.valueOf(available.micros())
                    .multiply(BigInteger.valueOf(span.toSeconds()))
                    .divide(BigInteger.valueOf(used.micros()));
            return seconds.min(BigInteger.valueOf(Duration.ofDays(LONGEST_DAYS).toSeconds()))
                    .longValueExact();
        }

        private static long scaled(long amount, long numerator, long denominator) {
            return BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(numerator))
                    .divide(BigInteger.valueOf(denominator))
                    .longValueExact();
        }
    }

    /** The renewal is when the next allowance is granted, or null when none will be. */
    static Forecast of(
            @Nullable Credits available, @Nullable Pace pace, @Nullable Instant renewal, Instant now, Figures figures) {
        if (available == null || pace == null) {
            return new Forecast(Figures.UNKNOWN, "Not known yet");
        }
        if (!available.isPositive()) {
            return new Forecast("Used up", "Further usage becomes overdraft");
        }
        if (!pace.used().isPositive()) {
            return new Forecast(
                    renewal == null ? "Not running out" : "Last until renewal", "Nothing used in the last days");
        }
        String speed = "about " + figures.credits(wholeOrExact(pace.perDay())) + " a day";
        Instant end = now.plusSeconds(pace.secondsFor(available));
        if (renewal != null && !end.isBefore(renewal)) {
            return new Forecast("Last until renewal", "At " + speed + ", renewed on " + figures.date(renewal));
        }
        return new Forecast("Run out on " + figures.date(end), "At " + speed + " over the last days");
    }

    /** Whole credits where there are some: a forecast is no place for six decimals. */
    private static Credits wholeOrExact(Credits credits) {
        long one = 1_000_000L;
        return credits.micros() < one ? credits : new Credits(credits.micros() / one * one);
    }
}
