/**
 * Owns: what a customer has ordered and what of it the ledger confirms (R12, R15-R18).
 * Does not own: credits.
 * May know: account, plan, balance's view, web, sql.
 */
@NullMarked
package com.clientmanager.credits.billing.subscription;

import org.jspecify.annotations.NullMarked;
