/**
 * Several records in one, between our Kafka clients and our topology, so that Kafka Streams does its work for each
 * record once for many. No topic ever sees a bundle (decision 0015).
 * May know: none.
 */
@NullMarked
package com.clientmanager.credits.aggregator.stream.bundle;

import org.jspecify.annotations.NullMarked;
