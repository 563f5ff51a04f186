package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.amount.Credits;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription stands, as far as a change must know.
 *
 * @param plan the running plan
 * @param pendingPlan the plan from the next cycle on, or null
 * @param status as the engine last said: ACTIVE, CANCELLING, SUSPENDED or ENDED
 * @param cycleEnd of the running cycle, exclusive
 * @param changing an upgrade is paid and the ledger has not answered it yet
 */
record Standing(
        String account,
        String subscription,
        String plan,
        @Nullable String pendingPlan,
        String status,
        Instant cycleStart,
        Instant cycleEnd,
        Credits allowance,
        Credits available,
        ZoneId zone,
        boolean changing) {}
