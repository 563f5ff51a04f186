/**
 * Owns: where the audit's facts come from: topics, tables and schemas, live or recorded, and reading Avro by field
 * name.
 * Does not own: what a record means.
 * May know: none. Libraries: Kafka's consumer and admin client, Avro's generic reader, PostgreSQL over JDBC.
 */
@NullMarked
package com.clientmanager.credits.auditor.source;

import org.jspecify.annotations.NullMarked;
