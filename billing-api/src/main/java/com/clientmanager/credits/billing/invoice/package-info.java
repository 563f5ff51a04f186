/**
 * Owns: invoices and credit notes: gapless numbers, what is printed, and the PDF (R20).
 * Does not own: payments or why something is charged.
 * May know: billing.account, billing.amount, billing.money, billing.plan, billing.security, billing.sql, billing.web.
 */
@NullMarked
package com.clientmanager.credits.billing.invoice;

import org.jspecify.annotations.NullMarked;
