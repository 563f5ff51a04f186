/**
 * Owns: the type for amounts of credits and how they are written.
 * Does not own: any balance or price.
 * May know: nothing of this product.
 */
@NullMarked
package com.clientmanager.credits.billing.amount;

import org.jspecify.annotations.NullMarked;
