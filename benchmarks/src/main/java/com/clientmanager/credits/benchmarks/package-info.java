/**
 * Owns: `make bench`: selection of parts and size, and the exit code.
 * Does not own: how a part runs or is reported.
 * May know: benchmarks.load, benchmarks.micro, benchmarks.probe, benchmarks.report, benchmarks.scenario,
 * benchmarks.setup, localstack.
 */
@NullMarked
package com.clientmanager.credits.benchmarks;

import org.jspecify.annotations.NullMarked;
