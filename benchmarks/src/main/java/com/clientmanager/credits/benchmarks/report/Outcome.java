package com.clientmanager.credits.benchmarks.run;

/**
 * A side's figure and whether it counts.
 *
 * @param wrong empty, or how the side's totals differ from the oracle's
 */
public record Outcome(Drained drained, String wrong) {
    public boolean counts() {
        return wrong.isEmpty();
    }
}
