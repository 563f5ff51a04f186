/**
 * Owns: what is to go to Kafka, kept in the transaction that caused it and sent in order per account; the record of
 * every command issued.
 * Does not own: the meaning of what it sends.
 * May know: billing.sql, billing.topics, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.outbox;

import org.jspecify.annotations.NullMarked;
