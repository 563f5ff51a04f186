package com.clientmanager.credits.benchmarks.report;

/**
 * One variant in one round.
 *
 * @param variant the engine, a baseline or a configuration of the engine, by its short name in the report
 */
public record Run(int round, Durability durability, String variant, Outcome outcome) {}
