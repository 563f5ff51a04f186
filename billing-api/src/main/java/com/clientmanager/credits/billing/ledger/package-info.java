/**
 * Owns: reading an account's numbered lines.
 * Does not own: writing them, except asking for a reversal (R21).
 * May know: billing.account, billing.amount, billing.outbox, billing.security, billing.sql, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.ledger;

import org.jspecify.annotations.NullMarked;
