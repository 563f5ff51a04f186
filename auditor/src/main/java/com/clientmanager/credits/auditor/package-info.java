/**
 * Owns: {@code make audit}: an independent recount of every account from the topics, and the comparison with what the
 * live system says.
 * Does not own: any rule's implementation; it shares no class with the engine, nor with what encodes or decodes
 * its records.
 * May know: auditor.check, auditor.finding, auditor.plant, auditor.record, auditor.source. Libraries: Kafka's consumer
 * and admin client, Avro's generic reader, PostgreSQL over JDBC.
 */
@NullMarked
package com.clientmanager.credits.auditor;

import org.jspecify.annotations.NullMarked;
