package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.amount.Credits;
import java.time.Instant;

/**
 * What an upgrade's payment buys: the new plan's terms of that moment and the instant its fee share was computed for.
 */
record UpgradeOrder(
        String from,
        String plan,
        String planName,
        Credits includedCredits,
        int rank,
        Instant effectiveAt,
        Instant cycleEnd) {}
