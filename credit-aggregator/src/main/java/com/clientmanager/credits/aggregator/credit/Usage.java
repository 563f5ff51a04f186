package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One usage event, already told from its duplicates (R2), timely (R3) and priced (R5).
 *
 * @param source with id the event's identity
 * @param quantity units of the action, more than 0
 * @param user who did it, when known
 * @param dimensions its labels; never priced
 * @param holdId the hold that it captures (R22), null: none
 * @param occurredAt the event's own time; decides the cycle
 */
public record Usage(
        String source,
        String id,
        String action,
        long quantity,
        @Nullable String user,
        Dimensions dimensions,
        @Nullable String holdId,
        Instant occurredAt,
        Price price)
        implements AccountEvent {}
