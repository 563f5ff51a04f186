package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.amount.Credits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription stands, as far as a change must know.
 *
 * @param plan the running plan
 * @param pendingPlan the plan from the next cycle on, or null
 * @param status ACTIVE, CANCELLING, SUSPENDED or ENDED, with what has been ordered counted in, as plan and pendingPlan
 *     have it too
 * @param cycleEnd of the running cycle, exclusive
 * @param upgradeBegan when an upgrade began that is not paid or not answered by the ledger yet, or null
 * @param resuming a resumption is ordered that the ledger has not answered yet
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
        @Nullable Instant upgradeBegan,
        boolean resuming) {
    /** How long an upgrade keeps a cancellation waiting: a moment, but never as long as an outage. */
    static final Duration UPGRADE_GOES_FIRST = Duration.ofMinutes(1);

    /** An upgrade is being paid or carried out. */
    boolean upgrading() {
        return upgradeBegan != null;
    }

    /** The same, and it began a moment ago. */
    boolean upgradingJustNow(Instant now) {
        return upgradeBegan != null && upgradeBegan.plus(UPGRADE_GOES_FIRST).isAfter(now);
    }
}
