/**
 * Owns: scenarios, the oracle, random histories and the runner they are put through.
 * Does not own: the rules themselves (docs/credit-rules.md).
 * May know: java.*; only {@code CoreRunner} knows the core, so that the oracle shares no class with it.
 */
@NullMarked
package com.clientmanager.credits.aggregator.proof;

import org.jspecify.annotations.NullMarked;
