/**
 * Owns: that each transaction of ours ends on every partition as its coordinator decided, although a broker forgot to
 * say so (decision 0013).
 * Does not own: what a transaction holds, nor when one begins or commits.
 * May know: aggregator.stream.bundle. Libraries: Kafka's clients, of whose internals MarkerWriter alone uses any.
 */
@NullMarked
package com.clientmanager.credits.aggregator.stream.transactions;

import org.jspecify.annotations.NullMarked;
