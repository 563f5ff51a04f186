/**
 * Owns: the price versions of every action, their publication and the rule that history never changes (R5).
 * Does not own: rating an event.
 * May know: plan's seed, outbox, web, sql.
 */
@NullMarked
package com.clientmanager.credits.billing.ratecard;

import org.jspecify.annotations.NullMarked;
