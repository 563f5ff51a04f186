package com.clientmanager.credits.billing.plan;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.money.Money;
import org.jspecify.annotations.Nullable;

/** Credits for sale; they expire so many days after the purchase, or never where that is null (R11). */
public record CreditPack(
        String id,
        String name,
        Credits credits,
        Money price,
        @Nullable Integer expiresAfterDays) {}
