/**
 * Owns: leaving out a record at which the projection stands, on an operator's word (R4).
 * Does not own: stopping and going on, which the projection's workers do.
 * May know: billing.security, billing.sql, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.projection.skip;

import org.jspecify.annotations.NullMarked;
