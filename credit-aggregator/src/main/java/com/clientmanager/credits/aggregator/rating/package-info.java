/**
 * Owns: which price an action has at a time (R5, R6).
 * Does not own: what the price does to an account, where price versions come from.
 * May know: aggregator.credit. Libraries: java.* only.
 */
@NullMarked
package com.clientmanager.credits.aggregator.rating;

import org.jspecify.annotations.NullMarked;
