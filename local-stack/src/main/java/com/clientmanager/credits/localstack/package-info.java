/**
 * Owns: starting, stopping and killing the real broker, schema registry and PostgreSQL, for `make up`, tests and
 * benchmarks.
 * Does not own: topics, schemas or tables, which the modules that use them deploy.
 * May know: schemas.
 */
@NullMarked
package com.clientmanager.credits.localstack;

import org.jspecify.annotations.NullMarked;
