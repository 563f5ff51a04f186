/**
 * Owns: the course of a benchmark: stack, topics, accounts, rounds, clocks and the check of every side's totals.
 * Does not own: the load, the sides, the report.
 * May know: local-stack, schemas, and the other packages of this module.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.run;

import org.jspecify.annotations.NullMarked;
