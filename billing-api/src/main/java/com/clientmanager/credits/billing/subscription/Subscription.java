package com.clientmanager.credits.billing.subscription;

import java.time.Instant;

/**
 * A subscription as ordered.
 *
 * @param id unique for all time; the engine derives grant ids from it (R13)
 * @param plan as last ordered and paid
 * @param startedAt start of cycle 0 (R12)
 * @param version for its ETag
 */
public record Subscription(String account, String id, String plan, Instant startedAt, long version) {}
