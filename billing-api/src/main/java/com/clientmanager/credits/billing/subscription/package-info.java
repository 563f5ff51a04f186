/**
 * Owns: what a customer has ordered and what of it the ledger confirms (R12, R15-R18).
 * Does not own: credits.
 * May know: billing.account, billing.amount, billing.invoice, billing.money, billing.orders, billing.outbox,
 * billing.payment, billing.plan, billing.renewal, billing.security, billing.sql, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.subscription;

import org.jspecify.annotations.NullMarked;
