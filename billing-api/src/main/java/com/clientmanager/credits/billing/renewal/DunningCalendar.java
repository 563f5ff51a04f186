package com.clientmanager.credits.billing.renewal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When an unpaid fee is tried again: days 1, 3, 5 and 7 after it fell due, at the same local time, then no more (R18).
 *
 * <p>Days count from the boundary; when the first attempt could only be made more than a day later (the service was
 * down, or the first fee waited for a card), they count from that attempt, so that everybody has the same seven days.
 */
public record DunningCalendar(Instant from, ZoneId zone) {
    private static final List<Integer> RETRY_DAYS = List.of(1, 3, 5, 7);

    public static DunningCalendar of(Instant boundary, Instant firstAttempt, ZoneId zone) {
        boolean late = Duration.between(boundary, firstAttempt).compareTo(Duration.ofDays(1)) > 0;
        return new DunningCalendar(late ? firstAttempt : boundary, zone);
    }

    public List<Instant> retries() {
        return RETRY_DAYS.stream()
                .map(day -> from.atZone(zone).plusDays(day).toInstant())
                .toList();
    }

    /** The first retry after {@code failedAt}; empty when that was the last one and the subscription is suspended. */
    public Optional<Instant> nextAfter(Instant failedAt) {
        return retries().stream().filter(retry -> retry.isAfter(failedAt)).findFirst();
    }
}
