package com.clientmanager.credits.e2e;

import com.clientmanager.credits.aggregator.proof.Fact;
import com.clientmanager.credits.aggregator.proof.PriceLine;
import com.clientmanager.credits.aggregator.proof.Scenario;
import com.clientmanager.credits.aggregator.proof.Step;
import java.util.List;

/** A scenario under names of its own, so that many play on one pipeline: accounts and actions, hence prices, end in {@code ~07}. */
record Cast(String name, Scenario scenario, String suffix) {
    Cast(String name, Scenario scenario, int number) {
        this(name, scenario, String.format("~%02d", number));
    }

    List<Step> steps() {
        return scenario.steps().stream()
                .map(step -> new Step(step.at(), step.account() + suffix, renamed(step.fact())))
                .toList();
    }

    List<PriceLine> prices() {
        return scenario.prices().stream()
                .map(price -> new PriceLine(
                        price.version(), price.action() + suffix, price.unit(), price.from(), price.plan()))
                .toList();
    }

    /** A text about this cast in the scenario's own names. */
    String unmasked(String text) {
        return text.replace(suffix, "");
    }

    private Fact renamed(Fact fact) {
        return fact instanceof Fact.Uses uses
                ? new Fact.Uses(uses.id(), uses.action() + suffix, uses.quantity(), uses.occurredAt())
                : fact;
    }
}
