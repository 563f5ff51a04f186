package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The fee of one cycle of one subscription.
 *
 * @param attempts payments tried so far
 * @param firstAttemptAt when it was first tried, or null
 */
record Fee(
        String subscription,
        long cycle,
        String account,
        String plan,
        Money amount,
        Instant cycleStart,
        Instant cycleEnd,
        FeeStatus status,
        int attempts,
        @Nullable Instant firstAttemptAt,
        ZoneId zone) {}
