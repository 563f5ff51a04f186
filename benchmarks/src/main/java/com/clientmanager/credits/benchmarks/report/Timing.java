package com.clientmanager.credits.benchmarks.run;

import java.util.Map;

/**
 * The timed part of one side's run: from the first commit after its warm-up to the last.
 *
 * @param cpuMs CPU milliseconds of each process in that time
 */
public record Drained(long events, long nanos, Map<String, Long> cpuMs) {
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    /** Events a second. */
    public long rate() {
        return Math.round((double) events * NANOS_A_SECOND / nanos);
    }

    public long cpuMsOfAll() {
        return cpuMs.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Nanoseconds of CPU an event, all processes together. */
    public long cpuNanosAnEvent() {
        return cpuMsOfAll() * 1_000_000 / Math.max(1, events);
    }
}
