package com.clientmanager.credits.billing.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted; null means any.
 *
 * @param from first moment of occurredAt
 * @param to moment after the last of occurredAt
 * @param user CRM user; "" for charges without one
 */
public record LedgerFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String type,
        @Nullable String action,
        @Nullable String user) {
    /** Every line. */
    public static final LedgerFilter ALL = new LedgerFilter(null, null, null, null, null);
}
