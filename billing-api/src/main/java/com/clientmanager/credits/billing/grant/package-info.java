/**
 * Owns: promotional credits given by an operator (R10).
 * Does not own: purchases and allowances.
 * May know: billing.account, billing.amount, billing.outbox, billing.security, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.grant;

import org.jspecify.annotations.NullMarked;
