package com.clientmanager.credits.billing.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How fresh the figures are, in words.
 *
 * @param time up to when they are complete, with the day unless it is today; null while nothing is known
 * @param late whether that is so long ago that newer usage may be missing
 */
public record Freshness(@Nullable String time, boolean late) {
    private static final Duration USUAL = Duration.ofSeconds(30);

    static Freshness of(@Nullable Instant currentTo, Instant now, Figures figures) {
        if (currentTo == null) {
            return new Freshness(null, false);
        }
        LocalDate today = LocalDate.ofInstant(now, figures.zone());
        boolean sameDay = LocalDate.ofInstant(currentTo, figures.zone()).equals(today);
        String time = sameDay ? figures.time(currentTo) : figures.dateTime(currentTo);
        return new Freshness(time, currentTo.plus(USUAL).isBefore(now));
    }
}
