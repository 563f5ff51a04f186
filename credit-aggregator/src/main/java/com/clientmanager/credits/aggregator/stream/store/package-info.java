/**
 * Owns: the task's state: how it lies in the heap, in RocksDB and on the changelog, and when it is written.
 * Does not own: what an account or an event means; nothing here decides a charge.
 * May know: aggregator.credit, aggregator.stream.bundle, aggregator.stream.transactions. Libraries: Kafka Streams, of
 * whose internals WriteBehindStore alone uses any.
 */
@NullMarked
package com.clientmanager.credits.aggregator.stream.store;

import org.jspecify.annotations.NullMarked;
