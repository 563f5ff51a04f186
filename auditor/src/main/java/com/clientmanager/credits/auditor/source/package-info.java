/**
 * Owns: where the audit's facts come from: topics, tables and schemas, live or recorded, and reading Avro by field
 * name.
 * Does not own: what a record means.
 * May know: Kafka's consumer and admin, PostgreSQL over JDBC, Avro's generic reader.
 */
@NullMarked
package com.clientmanager.credits.auditor.source;

import org.jspecify.annotations.NullMarked;
