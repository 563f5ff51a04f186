/**
 * Owns: the orders that change a subscription, and where it stands once those that the ledger has not answered yet are
 * counted in.
 * Does not own: when an order may be given.
 * May know: billing.outbox, billing.sql, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.orders;

import org.jspecify.annotations.NullMarked;
