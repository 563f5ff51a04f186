/**
 * Owns: the type for amounts of credits and how they are written.
 * Does not own: any balance or price.
 * May know: none.
 */
@NullMarked
package com.clientmanager.credits.billing.amount;

import org.jspecify.annotations.NullMarked;
