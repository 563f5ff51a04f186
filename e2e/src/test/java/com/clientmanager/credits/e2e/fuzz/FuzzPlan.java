package com.clientmanager.credits.e2e.fuzz;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How long the run is.
 *
 * @param size inputs in all, good and hostile
 * @param seed of every input; the same seed makes the same inputs, apart from times
 * @param spared names of kinds of {@link Mix} that good traffic stands in for, to look beyond a fault that is known
 */
record FuzzPlan(int size, long seed, Set<String> spared) {
    static final int PARTITIONS = 8;

    private static final int DEFAULT_SIZE = 2_000;

    /** {@code SIZE}, {@code SEED} and {@code SPARE}; a seed is drawn where none is given. */
    static FuzzPlan fromEnvironment() {
        String spared = System.getenv().getOrDefault("SPARE", "");
        return new FuzzPlan(
                (int) number("SIZE", DEFAULT_SIZE),
                number("SEED", new SplittableRandom().nextLong(1_000_000)),
                new HashSet<>(Arrays.asList(spared.split(",", -1))));
    }

    private static long number(String name, long otherwise) {
        String given = System.getenv(name);
        return given == null || given.isBlank() ? otherwise : Long.parseLong(given.trim());
    }
}
