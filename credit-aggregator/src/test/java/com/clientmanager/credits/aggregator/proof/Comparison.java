package com.clientmanager.credits.aggregator.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares an engine with the oracle, line by line; a difference comes as a short scenario. */
public final class Comparison {
    private Comparison() {}

    /** Empty when they agree. */
    public static Optional<String> difference(Scenario history, ScenarioRunner engine) {
        if (!differ(history, engine)) {
            return Optional.empty();
        }
        Scenario small = Shrinker.shrink(history, candidate -> differ(candidate, engine));
        List<String> expected = texts(new Oracle(), small);
        List<String> found = texts(engine, small);
        StringBuilder text = new StringBuilder("the oracle and the engine differ:\n");
        text.append(ScenarioText.print(new Scenario(small.title(), small.prices(), small.steps(), expected)));
        text.append("But the engine says\n");
        found.stream()
                .filter(line -> !expected.contains(line))
                .forEach(line -> text.append("  ").append(line).append('\n'));
        if (expected.equals(found)) {
            text.append("in what a scenario does not print:\n").append(outcome(new Oracle(), small));
            text.append("\n").append(outcome(engine, small));
        }
        return Optional.of(text.toString());
    }

    private static boolean differ(Scenario history, ScenarioRunner engine) {
        return !outcome(new Oracle(), history).equals(outcome(engine, history));
    }

    /** The whole outcome; of an engine that failed, how. */
    private static Object outcome(ScenarioRunner runner, Scenario scenario) {
        try {
            return runner.run(scenario.prices(), scenario.steps());
        } catch (RuntimeException failure) {
            return runner.getClass().getSimpleName() + " failed: " + failure;
        }
    }

    private static List<String> texts(ScenarioRunner runner, Scenario scenario) {
        try {
            return OutcomeText.print(runner.run(scenario.prices(), scenario.steps()));
        } catch (RuntimeException failure) {
            return new ArrayList<>(List.of(runner.getClass().getSimpleName() + " failed: " + failure));
        }
    }
}
