package com.clientmanager.credits.aggregator.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing history small: leaves out ever smaller parts as long as it still fails. */
public final class Shrinker {
    private Shrinker() {}

    public static Scenario shrink(Scenario failing, Predicate<Scenario> fails) {
        List<Step> steps = new ArrayList<>(failing.steps());
        for (int size = Math.max(1, steps.size() / 2); size >= 1; size /= 2) {
            for (int from = steps.size() - size; from >= 0; from -= size) {
                List<Step> without = new ArrayList<>(steps);
                without.subList(from, Math.min(from + size, without.size())).clear();
                if (fails.test(new Scenario(failing.title(), failing.prices(), without))) {
                    steps = without;
                }
            }
        }
        return new Scenario(failing.title() + ", shrunk", failing.prices(), steps);
    }
}
