/**
 * Owns: stack, engine and baseline processes, accounts and filled topics of a benchmark.
 * Does not own: the load, measuring, running a scenario.
 * May know: benchmarks.baseline, benchmarks.load, benchmarks.probe, benchmarks.report, localstack, schemas.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.setup;

import org.jspecify.annotations.NullMarked;
