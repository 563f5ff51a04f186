/**
 * Owns: what an account has left, as the engine last said.
 * Does not own: how it came to be.
 * May know: account, amount, web, sql.
 */
@NullMarked
package com.clientmanager.credits.billing.balance;

import org.jspecify.annotations.NullMarked;
