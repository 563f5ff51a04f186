package com.clientmanager.credits.auditor.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** A subscription and its running cycle; times in milliseconds. Immutable. */
record Subscription(
        String id,
        ZoneId zone,
        long startedAt,
        long cycle,
        long cycleStart,
        long cycleEnd,
        Plan plan,
        @Nullable Plan next,
        String status) {

    static Subscription started(String id, ZoneId zone, long startedAt, Plan plan) {
        return new Subscription(id, zone, startedAt, 0, startedAt, boundary(startedAt, zone, 1), plan, null, "ACTIVE");
    }

    /**
     * R12: the start's day of the month or the month's last, at the beginning of the local day; always from the start.
     */
    private static long boundary(long startedAt, ZoneId zone, long n) {
        if (n == 0) {
            return startedAt;
        }
        ZonedDateTime start = Instant.ofEpochMilli(startedAt).atZone(zone);
        LocalDate first = start.toLocalDate().withDayOfMonth(1).plusMonths(n);
        int day = Math.min(start.getDayOfMonth(), first.lengthOfMonth());
        return first.withDayOfMonth(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    boolean isEnded() {
        return status.equals("ENDED");
    }

    boolean isInRunningCycle(long time) {
        return time >= cycleStart && time < cycleEnd;
    }

    /** The cycle that holds a time, or null when none does. */
    @Nullable
    Cycle cycleOf(long time) {
        if (time < startedAt || time >= cycleEnd) {
            return null;
        }
        long end = cycleEnd;
        for (long n = cycle; n >= 0; n--) {
            long start = boundary(startedAt, zone, n);
            if (time >= start) {
                return new Cycle(n, start, end);
            }
            end = start;
        }
        return null;
    }

    Cycle running() {
        return new Cycle(cycle, cycleStart, cycleEnd);
    }

    String allowanceId() {
        return id + ":" + cycle;
    }

    Subscription inNextCycle() {
        Plan now = next == null ? plan : next;
        long end = boundary(startedAt, zone, cycle + 2);
        return new Subscription(id, zone, startedAt, cycle + 1, cycleEnd, end, now, null, status);
    }

    Subscription withStatus(String changed) {
        return new Subscription(id, zone, startedAt, cycle, cycleStart, cycleEnd, plan, next, changed);
    }

    Subscription withPlan(Plan changed) {
        return new Subscription(id, zone, startedAt, cycle, cycleStart, cycleEnd, changed, null, status);
    }

    Subscription withNext(@Nullable Plan scheduled) {
        return new Subscription(id, zone, startedAt, cycle, cycleStart, cycleEnd, plan, scheduled, status);
    }
}
