/**
 * Owns: the fee of each cycle: when it falls due, when it is tried again, and what follows when it is not paid (R18).
 * Does not own: cycles (the ledger's lines begin them) or how money moves.
 * May know: account, plan, money, payment, invoice's lines, outbox, web, sql, and the ledger's lines.
 */
@NullMarked
package com.clientmanager.credits.billing.renewal;

import org.jspecify.annotations.NullMarked;
