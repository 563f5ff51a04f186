/**
 * Owns: `make bench`: which parts run, in which size, and the exit code.
 * Does not own: how a part runs or is told.
 * May know: the packages below it.
 */
@NullMarked
package com.clientmanager.credits.benchmarks;

import org.jspecify.annotations.NullMarked;
