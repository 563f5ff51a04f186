package com.clientmanager.credits.aggregator.credit;

/**
 * What the engine must know of a plan.
 *
 * @param plan the plan's id
 * @param included credits of each cycle, 0 or more
 * @param rank order of the plans; higher is an upgrade (R15)
 */
public record PlanTerms(String plan, Credits included, int rank) {}
