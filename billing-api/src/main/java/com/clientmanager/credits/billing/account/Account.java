package com.clientmanager.credits.billing.account;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A customer.
 *
 * @param timeZone in which its cycles begin and its days are counted (R12)
 * @param openedAt when it was opened here
 */
public record Account(String id, String name, ZoneId timeZone, Instant openedAt) {}
