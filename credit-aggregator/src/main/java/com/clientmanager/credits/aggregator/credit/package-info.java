/**
 * Owns: what a credit is, when it is granted, spent, expired and given back (docs/credit-rules.md).
 * Does not own: prices, identities, topics, storage, clocks.
 * May know: none. Libraries: java.* only.
 */
@NullMarked
package com.clientmanager.credits.aggregator.credit;

import org.jspecify.annotations.NullMarked;
