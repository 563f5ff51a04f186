/**
 * Owns: the HTTP ingest API: authorization, responses, request limits, health checks and metrics.
 * Does not own: parsing an event (cloudevent) and writing it to Kafka (publisher).
 * May know: ingest.cloudevent, ingest.publisher, schemas.
 */
@NullMarked
package com.clientmanager.credits.ingest;

import org.jspecify.annotations.NullMarked;
