/**
 * Owns: customers: their id, name, time zone and the check that a caller may see them.
 * Does not own: credits, subscriptions' course or payments.
 * May know: billing.plan, billing.security, billing.web, schemas.
 */
@NullMarked
package com.clientmanager.credits.billing.account;

import org.jspecify.annotations.NullMarked;
