/**
 * Owns: the generated load and its expected totals, topic sets, producers, and benchmark sizes.
 * Does not own: measuring, starting processes, running a scenario.
 * May know: benchmarks.report, localstack, schemas.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.load;

import org.jspecify.annotations.NullMarked;
