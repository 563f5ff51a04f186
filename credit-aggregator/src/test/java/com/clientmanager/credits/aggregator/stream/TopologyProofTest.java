package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.proof.Comparison;
import com.clientmanager.credits.aggregator.proof.HistoryGenerator;
import com.clientmanager.credits.aggregator.proof.OutcomeText;
import com.clientmanager.credits.aggregator.proof.Scenario;
import com.clientmanager.credits.aggregator.proof.ScenarioFiles;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenario files and random histories again, now through Avro, stores, due index and topology. */
class TopologyProofTest {
    static Stream<String> scenarios() {
        return ScenarioFiles.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void the_topology_writes_the_ledger_that_the_scenario_states(String name) {
        Scenario scenario = ScenarioFiles.all().get(name);
        assertThat(OutcomeText.print(new TopologyRunner().run(scenario.prices(), scenario.steps())))
                .as(name)
                .containsExactlyElementsOf(scenario.expected());
    }

    /** {@code -Dtopology.histories=15 -Devents=200 -Dseed=1}. */
    @Test
    void the_topology_agrees_with_the_oracle_on_random_histories() {
        long firstSeed = Long.getLong("seed", 1);
        for (long seed = firstSeed; seed < firstSeed + Long.getLong("topology.histories", 15); seed++) {
            Scenario history = HistoryGenerator.history(seed, Integer.getInteger("events", 200));
            assertThat(Comparison.difference(history, new TopologyRunner()))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }
}
