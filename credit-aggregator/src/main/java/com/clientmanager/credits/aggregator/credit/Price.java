package com.clientmanager.credits.aggregator.credit;

/**
 * What one unit of an action costs.
 *
 * @param version of the rate card; each charge names it (R5)
 * @param unit credits a unit, 0 or more; 0 is free, not unpriced (R6)
 */
public record Price(String version, Credits unit) {}
