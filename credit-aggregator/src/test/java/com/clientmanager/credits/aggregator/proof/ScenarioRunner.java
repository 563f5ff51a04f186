package com.clientmanager.credits.aggregator.proof;

import java.util.List;

/**
 * Puts a history through an engine. At the end it lets time pass for every account up to the last step's append time,
 * so that what is written by time alone does not depend on whether the account was read.
 */
public interface ScenarioRunner {
    Outcome run(List<PriceLine> prices, List<Step> steps);
}
