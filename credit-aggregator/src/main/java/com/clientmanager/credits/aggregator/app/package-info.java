/**
 * Owns: the process: its configuration, when the aggregator starts and stops, health and metrics.
 * Does not own: what the aggregator does (stream).
 * May know: aggregator.stream.
 */
@NullMarked
package com.clientmanager.credits.aggregator.app;

import org.jspecify.annotations.NullMarked;
