package com.clientmanager.credits.benchmarks.report;

/**
 * The timing of a run, and whether it counts.
 *
 * @param error empty, or how the totals differ from the oracle's
 */
public record Outcome(Timing timing, String error) {
    public boolean counts() {
        return error.isEmpty();
    }
}
