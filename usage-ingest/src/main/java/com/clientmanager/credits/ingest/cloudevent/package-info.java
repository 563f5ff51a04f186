/**
 * Owns: parsing CloudEvents 1.0 in their three HTTP modes and validating each event.
 * Does not own: HTTP, Kafka, and whether account and action exist or what they cost (the engine's, R4 and R5).
 * May know: schemas. Libraries: Jackson's streaming parser.
 */
@NullMarked
package com.clientmanager.credits.ingest.cloudevent;

import org.jspecify.annotations.NullMarked;
