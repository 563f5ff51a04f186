/**
 * Owns: writing usage events to the log from any JVM service, and telling the caller of each what became of it.
 * Does not own: whether an event's form is right, and HTTP.
 * May know: Kafka's producer and the Avro wire; no Quarkus, so that every JVM service can use it.
 */
@NullMarked
package com.clientmanager.credits.ingest.publisher;

import org.jspecify.annotations.NullMarked;
