/**
 * Owns: the Kafka Streams topology, its settings and steps, and the way between Avro records and the core.
 * Does not own: any rule about credits or prices (credit, rating), how state is kept (store), the process (app).
 * May know: schemas, rating, credit, store, Kafka Streams.
 */
@NullMarked
package com.clientmanager.credits.aggregator.stream;

import org.jspecify.annotations.NullMarked;
