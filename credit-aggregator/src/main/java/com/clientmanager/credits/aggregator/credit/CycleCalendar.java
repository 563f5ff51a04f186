package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Where cycles begin and end (R12). Boundary 0 is the start instant; every other one is computed from it, never from
 * the one before, so that a short month does not pull later boundaries forward:
 *
 * <pre>
 *  start 31 Jan 15:40      28 Feb 00:00           31 Mar 00:00           30 Apr 00:00     (local days)
 *  ├──────── cycle 0 ──────┼────── cycle 1 ───────┼────── cycle 2 ───────┼── …
 *  boundary 0              boundary 1             boundary 2             boundary 3
 * </pre>
 */
public final class CycleCalendar {
    private CycleCalendar() {}

    /**
     * The instant at which cycle n begins and cycle n − 1 ends.
     *
     * @param n 0 or more
     */
    public static Instant boundary(Instant startedAt, ZoneId zone, long n) {
        if (n < 0) {
            throw new IllegalArgumentException("boundary " + n);
        }
        if (n == 0) {
            return startedAt;
        }
        LocalDate start = LocalDate.ofInstant(startedAt, zone);
        YearMonth month = YearMonth.from(start).plusMonths(n);
        int day = Math.min(start.getDayOfMonth(), month.lengthOfMonth());
        return month.atDay(day).atStartOfDay(zone).toInstant();
    }

    /**
     * The cycle with a number.
     *
     * @param n 0 or more
     */
    public static Cycle cycle(Instant startedAt, ZoneId zone, long n) {
        return new Cycle(n, boundary(startedAt, zone, n), boundary(startedAt, zone, n + 1));
    }

    /**
     * The cycle that holds a time.
     *
     * @param time not before {@code startedAt}
     */
    public static Cycle cycleAt(Instant startedAt, ZoneId zone, Instant time) {
        if (time.isBefore(startedAt)) {
            throw new IllegalArgumentException(time + " is before the start " + startedAt);
        }
        YearMonth first = YearMonth.from(LocalDate.ofInstant(startedAt, zone));
        YearMonth month = YearMonth.from(LocalDate.ofInstant(time, zone));
        long n = first.until(month, ChronoUnit.MONTHS);
        // The boundary of the time's own month may still be ahead of it; that of the next month always is.
        while (boundary(startedAt, zone, n).isAfter(time)) {
            n--;
        }
        return cycle(startedAt, zone, n);
    }
}
