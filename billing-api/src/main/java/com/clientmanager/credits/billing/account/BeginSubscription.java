package com.clientmanager.credits.billing.account;

import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.web.Act;
import java.time.Instant;
import java.time.ZoneId;

/** What opening an account needs of subscriptions; implemented there, so that accounts know nothing of them. */
public interface BeginSubscription {
    /**
     * In the caller's transaction; the account's row is written and has no subscription yet. `startedAt` may lie in the
     * past.
     */
    void begin(Act opening, ZoneId zone, Plan plan, Instant startedAt);
}
