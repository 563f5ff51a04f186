/**
 * Owns: what is to go to Kafka, kept in the transaction that caused it and sent in order per account.
 * Does not own: the meaning of what it sends.
 * May know: schemas and sql.
 */
@NullMarked
package com.clientmanager.credits.billing.outbox;

import org.jspecify.annotations.NullMarked;
