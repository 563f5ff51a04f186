/**
 * Owns: usage that could not be charged, kept whole, listed and replayed (R4).
 * Does not own: why the engine refused it.
 * May know: billing.outbox, billing.security, billing.sql, billing.topics, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.rejected;

import org.jspecify.annotations.NullMarked;
