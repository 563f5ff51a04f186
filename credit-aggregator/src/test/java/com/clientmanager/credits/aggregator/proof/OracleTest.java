package com.clientmanager.credits.aggregator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code -Dhistories=1000 -Devents=200 -Dseed=1} are the defaults; a failure prints its seed and a short scenario. */
class OracleTest {
    @Test
    void the_core_agrees_with_the_oracle_on_random_histories() {
        long histories = Long.getLong("histories", 1000);
        int events = Integer.getInteger("events", 200);
        long firstSeed = Long.getLong("seed", 1);
        System.out.printf("oracle: %d histories of %d events from seed %d%n", histories, events, firstSeed);
        CoreRunner core = new CoreRunner();
        for (long seed = firstSeed; seed < firstSeed + histories; seed++) {
            Scenario history = HistoryGenerator.history(seed, events);
            assertThat(Comparison.difference(history, core)).as("seed %d", seed).isEmpty();
        }
    }
}
