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
 * @param key names the purchase, so that repeating the form buys once (R19)
 * @param problem why the last attempt failed, or null
 */
public record PackOffer(
        List<CreditPack> packs,
        String suggested,
        @Nullable CreditPack chosen,
        @Nullable String card,
        @Nullable Credits available,
        String key,
        @Nullable FormProblem problem) {}
