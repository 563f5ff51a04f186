/**
 * Owns: microbenchmarks of the hot core: price, draw, encode, decode.
 * Does not own: what a whole event costs.
 * May know: the aggregator's pure packages, schemas.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
