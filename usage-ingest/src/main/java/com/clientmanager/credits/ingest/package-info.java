/**
 * Owns: the door's HTTP: who may post, what a call is answered, how much it takes at once, health and metrics.
 * Does not own: the form of an event (cloudevent) and writing it to the log (publisher).
 * May know: Quarkus REST and the two packages below.
 */
@NullMarked
package com.clientmanager.credits.ingest;

import org.jspecify.annotations.NullMarked;
