/**
 * Owns: the fee of each cycle: when it falls due, when it is tried again, and what follows when it is not paid (R18).
 * Does not own: cycles (the ledger's lines begin them) or how money moves.
 * May know: billing.account, billing.invoice, billing.money, billing.orders, billing.payment, billing.plan,
 * billing.projection, billing.security, billing.sql, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.renewal;

import org.jspecify.annotations.NullMarked;
