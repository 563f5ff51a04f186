package com.clientmanager.credits.benchmarks.setup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * A cycle boundary at any given second, by a time zone in which a day begins then (R12). Offsets of ±18 hours cover
 * every second.
 */
public record CycleBoundary(Instant at) {
    private static final int ONE_DAY_S = 86_400;

    /** The offset at which a day begins at the boundary. */
    public ZoneOffset zone() {
        int secondOfDay = Math.floorMod(at.getEpochSecond(), ONE_DAY_S);
        return ZoneOffset.ofTotalSeconds(secondOfDay <= ONE_DAY_S / 2 ? -secondOfDay : ONE_DAY_S - secondOfDay);
    }

    /**
     * Start of a subscription whose cycle ends at the boundary: noon of the same day of the month, one or, after a
     * short month, two months before.
     */
    public Instant startedAt() {
        LocalDate day = at.atOffset(zone()).toLocalDate();
        LocalDate start = day.minusMonths(1);
        if (start.getDayOfMonth() != day.getDayOfMonth()) {
            start = day.minusMonths(2);
        }
        return start.atTime(LocalTime.NOON).toInstant(zone());
    }
}
