/**
 * Owns: problem details, idempotency keys, entity tags, cursors, rate limits, security headers and the audit row of a
 * change.
 * Does not own: any resource's content.
 * May know: billing.security, billing.sql.
 */
@NullMarked
package com.clientmanager.credits.billing.web;

import org.jspecify.annotations.NullMarked;
