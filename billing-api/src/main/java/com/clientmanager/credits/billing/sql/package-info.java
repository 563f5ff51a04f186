/**
 * Owns: how a statement is run on PostgreSQL inside the caller's transaction.
 * Does not own: any table.
 * May know: none.
 */
@NullMarked
package com.clientmanager.credits.billing.sql;

import org.jspecify.annotations.NullMarked;
