package com.clientmanager.credits.aggregator.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scenario file through the pure core, and through the oracle, so that a file cannot state what only one of them
 * believes.
 */
class ScenarioTest {
    static Stream<String> scenarios() {
        return ScenarioFiles.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void the_core_writes_the_ledger_that_the_scenario_states(String name) {
        assertStates(name, new CoreRunner());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void the_oracle_writes_the_ledger_that_the_scenario_states(String name) {
        assertStates(name, new Oracle());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void the_core_and_the_oracle_agree_on_what_a_scenario_does_not_print(String name) {
        Scenario scenario = ScenarioFiles.all().get(name);
        assertThat(new CoreRunner().run(scenario.prices(), scenario.steps()))
                .isEqualTo(new Oracle().run(scenario.prices(), scenario.steps()));
    }

    @Test
    void every_rule_and_every_thread_has_a_scenario() {
        Stream<String> rules = Stream.iterate(1, n -> n + 1).limit(21).map(n -> String.format("R%02d-", n));
        Stream<String> threads = Stream.of(
                        "polar-10513",
                        "polar-9410",
                        "polar-10664",
                        "killbill-127",
                        "autumn-2115",
                        "lago-637-538",
                        "lago-api-5870-3618",
                        "lago-api-6173",
                        "flexprice-2155",
                        "twenty-23973")
                .map(thread -> "thread-" + thread);
        assertThat(Stream.concat(rules, threads))
                .allMatch(prefix -> ScenarioFiles.all().keySet().stream().anyMatch(name -> name.startsWith(prefix)));
    }

    private static void assertStates(String name, ScenarioRunner runner) {
        Scenario scenario = ScenarioFiles.all().get(name);
        assertThat(OutcomeText.print(runner.run(scenario.prices(), scenario.steps())))
                .as(name)
                .containsExactlyElementsOf(scenario.expected());
    }
}
