/**
 * Owns: reading the engine's topics into tables, rows and offsets in one transaction.
 * Does not own: arithmetic on credits beyond the sums of the usage rollup.
 * May know: billing.sql, billing.topics, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.projection;

import org.jspecify.annotations.NullMarked;
