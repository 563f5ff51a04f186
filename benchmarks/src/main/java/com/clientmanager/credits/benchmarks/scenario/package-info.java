/**
 * Owns: the scenarios of `make bench`, one class per part, and their clients.
 * Does not own: the load, measuring, processes, the report.
 * May know: benchmarks.baseline, benchmarks.load, benchmarks.probe, benchmarks.report, benchmarks.setup, localstack,
 * schemas.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
