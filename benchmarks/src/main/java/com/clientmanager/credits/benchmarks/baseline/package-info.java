/**
 * Owns: the baselines, each in its own process: copy, transform, and PostgreSQL per event and in batches.
 * Does not own: starting, timing or checking them.
 * May know: benchmarks.load, schemas.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
