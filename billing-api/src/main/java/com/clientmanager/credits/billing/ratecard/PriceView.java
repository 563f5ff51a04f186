package com.clientmanager.credits.billing.ratecard;

import com.clientmanager.credits.billing.amount.Credits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price of an action.
 *
 * @param action what is priced
 * @param unit what one unit is, for people
 * @param unitPrice credits for one unit; "0" is free, not unpriced (R6)
 * @param plan only for accounts on this plan, or null for all
 * @param version its name, which every charge carries (R5)
 * @param effectiveFrom the event time from which it holds
 * @param knownFrom events that reach the log before this are priced without it
 */
public record PriceView(
        String action,
        String unit,
        Credits unitPrice,
        @Nullable String plan,
        String version,
        Instant effectiveFrom,
        Instant knownFrom) {}
