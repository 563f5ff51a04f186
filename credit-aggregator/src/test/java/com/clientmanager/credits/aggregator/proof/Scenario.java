package com.clientmanager.credits.aggregator.proof;

import java.util.List;

/** A rule told as a story: what happened and what the ledger then says. */
public record Scenario(String title, List<PriceLine> prices, List<Step> steps, List<String> expected) {
    public Scenario(String title, List<PriceLine> prices, List<Step> steps) {
        this(title, prices, steps, List.of());
    }
}
