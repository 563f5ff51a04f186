/**
 * Owns: writing usage events to Kafka from any JVM service and reporting the outcome of each publish call.
 * Does not own: CloudEvents and HTTP.
 * May know: schemas. Libraries: Kafka's producer; no Quarkus, so that every JVM service can use it.
 */
@NullMarked
package com.clientmanager.credits.ingest.publisher;

import org.jspecify.annotations.NullMarked;
