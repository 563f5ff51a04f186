/**
 * Owns: stack, engine and baseline processes, accounts and filled topics of a benchmark.
 * Does not own: the load, measuring, running a scenario.
 * May know: local-stack, schemas, load, probe, report, baseline.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.setup;

import org.jspecify.annotations.NullMarked;
