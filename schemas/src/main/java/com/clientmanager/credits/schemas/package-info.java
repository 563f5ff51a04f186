/**
 * Owns: what crosses a topic: the records generated from src/main/avro, the topics and their settings, the wire format,
 * the deploy step.
 * Does not own: what the records mean; rules are in credit-aggregator, validation of usage in usage-ingest.
 * May know: none. Libraries: Avro, Kafka's admin client, Confluent's registry client.
 */
@NullMarked
package com.clientmanager.credits.schemas;

import org.jspecify.annotations.NullMarked;
