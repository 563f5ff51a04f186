/**
 * Owns: what our engine is compared with, each in a process of its own: the copy, the transform, and PostgreSQL in two ways.
 * Does not own: starting, timing or checking them.
 * May know: schemas, Kafka's clients, JDBC.
 */
@NullMarked
package com.clientmanager.credits.benchmarks.side;

import org.jspecify.annotations.NullMarked;
