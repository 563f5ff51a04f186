/**
 * Owns: that each transaction of ours ends on every partition as its coordinator decided, although a broker forgot to
 * say so (decision 0013).
 * Does not own: what a transaction holds, nor when one begins or commits.
 * May know: Kafka's clients, of whose internals only MarkerWriter knows any.
 */
@NullMarked
package com.clientmanager.credits.aggregator.stream.transactions;

import org.jspecify.annotations.NullMarked;
