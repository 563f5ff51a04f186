/**
 * Owns: the torture run: traffic, killings, and the comparison of every account with the oracle and the auditor.
 * Does not own: the oracle (credit-aggregator's proof package) or the auditor.
 * May know: local-stack, schemas, Kafka's clients, the fuzz run's hostile records, credit-aggregator's proof package.
 */
@NullMarked
package com.clientmanager.credits.e2e.torture;

import org.jspecify.annotations.NullMarked;
