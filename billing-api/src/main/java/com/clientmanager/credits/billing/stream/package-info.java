/**
 * Owns: telling open pages at once that a balance has changed.
 * Does not own: the balance itself.
 * May know: account, balance's view, web, sql.
 */
@NullMarked
package com.clientmanager.credits.billing.stream;

import org.jspecify.annotations.NullMarked;
