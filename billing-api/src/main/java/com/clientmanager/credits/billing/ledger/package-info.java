/**
 * Owns: reading an account's numbered lines.
 * Does not own: writing them, except asking for a reversal (R21).
 * May know: account, amount, outbox, web, sql.
 */
@NullMarked
package com.clientmanager.credits.billing.ledger;

import org.jspecify.annotations.NullMarked;
