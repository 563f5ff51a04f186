/**
 * Owns: the Kafka Streams topology, its settings and steps, and the way between Avro records and the core.
 * Does not own: any rule about credits or prices (credit, rating), how state is kept (store), the process (app).
 * May know: aggregator.credit, aggregator.rating, aggregator.stream.bundle, aggregator.stream.store,
 * aggregator.stream.transactions, schemas.
 */
@NullMarked
package com.clientmanager.credits.aggregator.stream;

import org.jspecify.annotations.NullMarked;
