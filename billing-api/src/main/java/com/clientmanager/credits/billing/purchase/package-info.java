/**
 * Owns: buying credit packs (R19).
 * Does not own: how money moves or what becomes of the credits.
 * May know: billing.account, billing.amount, billing.invoice, billing.money, billing.outbox, billing.payment,
 * billing.plan, billing.security, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.purchase;

import org.jspecify.annotations.NullMarked;
