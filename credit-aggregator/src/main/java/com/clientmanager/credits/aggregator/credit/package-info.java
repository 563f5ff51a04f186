/**
 * Owns: what a credit is, when it is granted, spent, expired and given back (docs/credit-rules.md).
 * Does not own: prices, identities, topics, storage, clocks.
 * May know: java.* and nothing else.
 */
@NullMarked
package com.clientmanager.credits.aggregator.credit;

import org.jspecify.annotations.NullMarked;
