/**
 * Owns: what an account has left, as the engine last said.
 * Does not own: how it came to be.
 * May know: billing.account, billing.amount, billing.security, billing.sql, billing.web.
 */
@NullMarked
package com.clientmanager.credits.billing.balance;

import org.jspecify.annotations.NullMarked;
