/**
 * Owns: writing usage events to Kafka from any JVM service and reporting the outcome of each publish call.
 * Does not own: CloudEvents and HTTP.
 * May know: Kafka's producer and the Avro codec of schemas; no Quarkus, so that any JVM service can use it.
 */
@NullMarked
package com.clientmanager.credits.ingest.publisher;

import org.jspecify.annotations.NullMarked;
