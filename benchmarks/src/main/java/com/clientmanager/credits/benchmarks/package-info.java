/**
 * Owns: `make bench`: selection of parts and size, and the exit code.
 * Does not own: how a part runs or is reported.
 * May know: the packages below.
 */
@NullMarked
package com.clientmanager.credits.benchmarks;

import org.jspecify.annotations.NullMarked;
