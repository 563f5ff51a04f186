/**
 * Owns: invoices and credit notes: gapless numbers, what is printed, and the PDF (R20).
 * Does not own: payments or why something is charged.
 * May know: account, amount, money, web, sql, and the ledger's tables for the credit statement.
 */
@NullMarked
package com.clientmanager.credits.billing.invoice;

import org.jspecify.annotations.NullMarked;
