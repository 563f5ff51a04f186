/**
 * Owns: the price versions of every action, their publication and the rule that history never changes (R5).
 * Does not own: rating an event.
 * May know: billing.amount, billing.outbox, billing.plan, billing.security, billing.sql, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.ratecard;

import org.jspecify.annotations.NullMarked;
