package com.clientmanager.credits.benchmarks.report;

import java.util.Map;

/**
 * The timed part of a run: from the first commit after the warm-up to the last.
 *
 * @param cpuMs CPU milliseconds per process
 */
public record Timing(long events, long nanos, Map<String, Long> cpuMs) {
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    /** Events per second. */
    public long rate() {
        return Math.round((double) events * NANOS_A_SECOND / nanos);
    }
}
