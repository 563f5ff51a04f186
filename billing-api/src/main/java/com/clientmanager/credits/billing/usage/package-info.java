/**
 * Owns: which action, day or user spent how many credits in a cycle.
 * Does not own: single events.
 * May know: billing.account, billing.amount, billing.security, billing.sql, billing.web.
 */
@NullMarked
package com.clientmanager.credits.billing.usage;

import org.jspecify.annotations.NullMarked;
