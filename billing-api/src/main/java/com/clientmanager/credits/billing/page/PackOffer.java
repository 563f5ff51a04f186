package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.plan.CreditPack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the buying pages show: the packs, or one chosen pack to confirm.
 *
 * @param suggested id of the pack chosen beforehand
 * @param card on file, in words, or null
 * @param available credits left now; null while unknown
 * @param overdraft what is owed and repaid first (R10); null while unknown
 * @param availableAfter credits left right after the purchase; null while unknown or while no pack is chosen
 * @param cardAddress where another card is chosen, and the way back
 * @param key names the purchase, so that repeating the form buys once (R19)
 * @param drawn the pack, its price and the card that are confirmed
 * @param problem why the last attempt failed, or null
 */
public record PackOffer(
        List<CreditPack> packs,
        String suggested,
        @Nullable CreditPack chosen,
        @Nullable String card,
        @Nullable Credits available,
        @Nullable Credits overdraft,
        @Nullable Credits availableAfter,
        String cardAddress,
        String key,
        Drawn.Fields drawn,
        @Nullable FormProblem problem) {
    public boolean owes() {
        return overdraft != null && overdraft.isPositive();
    }
}
