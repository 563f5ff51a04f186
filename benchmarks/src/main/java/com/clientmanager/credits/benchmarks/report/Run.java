package com.clientmanager.credits.benchmarks.run;

/**
 * One side in one round.
 *
 * @param side the side's short name, as in the report
 */
public record Run(int round, Durability durability, String side, Outcome outcome) {}
