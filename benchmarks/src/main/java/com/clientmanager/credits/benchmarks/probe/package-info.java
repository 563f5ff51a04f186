/**
 * Owns: measuring: stopwatch, CPU and disk use, latencies, metrics, state size, and the check of the ledger.
 * Does not own: the load, starting processes, running a scenario.
 * May know: benchmarks.load, benchmarks.report, schemas.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.probe;

import org.jspecify.annotations.NullMarked;
