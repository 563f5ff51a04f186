package com.clientmanager.credits.billing.purchase;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.plan.CreditPack;
import org.jspecify.annotations.Nullable;

/** What was bought, with the terms of that moment; expiresAfterDays counts from the purchase, null: never (R11). */
record PackOrder(
        String pack, String name, Credits credits, @Nullable Integer expiresAfterDays) {
    static PackOrder of(CreditPack pack) {
        return new PackOrder(pack.id(), pack.name(), pack.credits(), pack.expiresAfterDays());
    }
}
