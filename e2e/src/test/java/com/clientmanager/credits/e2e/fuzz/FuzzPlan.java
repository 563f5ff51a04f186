package com.clientmanager.credits.e2e.fuzz;

import java.util.SplittableRandom;

/**
 * How long the run is.
 *
 * @param size inputs in all, good and hostile
 * @param seed of every input; the same seed makes the same inputs, apart from times
 */
record FuzzPlan(int size, long seed) {
    static final int PARTITIONS = 8;

    private static final int DEFAULT_SIZE = 2_000;

    /** {@code SIZE} and {@code SEED}; a seed is drawn where none is given. */
    static FuzzPlan fromEnvironment() {
        return new FuzzPlan(
                (int) number("SIZE", DEFAULT_SIZE), number("SEED", new SplittableRandom().nextLong(1_000_000)));
    }

    private static long number(String name, long otherwise) {
        String given = System.getenv(name);
        return given == null || given.isBlank() ? otherwise : Long.parseLong(given.trim());
    }
}
