/**
 * Owns: the type for amounts of money.
 * Does not own: prices, payments or anything about credits: the two never mix (R1).
 * May know: none. Libraries: java.* only.
 */
@org.jspecify.annotations.NullMarked
package com.clientmanager.credits.billing.money;
