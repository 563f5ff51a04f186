/**
 * Owns: telling open pages at once that a balance has changed.
 * Does not own: the balance itself.
 * May know: billing.account, billing.balance, billing.security, billing.web.
 */
@NullMarked
package com.clientmanager.credits.billing.stream;

import org.jspecify.annotations.NullMarked;
