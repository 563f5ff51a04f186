/**
 * Owns: promotional credits given by an operator (R10).
 * Does not own: purchases and allowances.
 * May know: account, outbox, web, sql.
 */
@NullMarked
package com.clientmanager.credits.billing.grant;

import org.jspecify.annotations.NullMarked;
