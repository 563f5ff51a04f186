/**
 * Owns: the load: which events there are, as a function of seed and number, and the totals they must come to.
 * Does not own: sending, draining or timing them.
 * May know: schemas.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.load;

import org.jspecify.annotations.NullMarked;
