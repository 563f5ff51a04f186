package com.clientmanager.credits.billing.renewal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a renewal's payment pays: one cycle of one subscription; {@code request} is the customer's that it was made for,
 * or null.
 */
record FeeOrder(
        String subscription,
        long cycle,
        String plan,
        Instant cycleStart,
        Instant cycleEnd,
        @Nullable String request) {}
