/**
 * Owns: JMH benchmarks of the engine's core: price, draw, encode, decode.
 * Does not own: the cost of a whole event.
 * May know: aggregator.credit, aggregator.rating, benchmarks.load, benchmarks.report, schemas.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
