package com.clientmanager.credits.benchmarks.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** A cycle boundary at a chosen second: in a zone of its own whose day begins there (R12). Zones reach 18 hours to either side, so each second has one. */
record Boundary(Instant at) {
    private static final int A_DAY_S = 86_400;

    /** Where the local day begins at the boundary. */
    ZoneOffset zone() {
        int secondOfDay = Math.floorMod(at.getEpochSecond(), A_DAY_S);
        return ZoneOffset.ofTotalSeconds(secondOfDay <= A_DAY_S / 2 ? -secondOfDay : A_DAY_S - secondOfDay);
    }

    /** When a subscription begins whose cycle ends at the boundary: at noon of a day with the same number, one month before or, if that month is too short, two. */
    Instant startedAt() {
        LocalDate day = at.atOffset(zone()).toLocalDate();
        LocalDate start = day.minusMonths(1);
        if (start.getDayOfMonth() != day.getDayOfMonth()) {
            start = day.minusMonths(2);
        }
        return start.atTime(LocalTime.NOON).toInstant(zone());
    }
}
