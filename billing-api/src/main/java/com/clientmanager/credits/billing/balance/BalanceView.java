package com.clientmanager.credits.billing.balance;

import com.clientmanager.credits.billing.amount.Credits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account has left, exactly as the engine last said. Before the engine's first word everything but `account` is
 * null, never 0.
 *
 * @param available what is left of the grants that have not expired
 * @param overdraft what is owed (R10)
 * @param usedThisCycle charged for events of the running cycle, less reversals
 * @param allowance of the running cycle, or null while there is none
 * @param grants those with credits left, in the order in which they are spent (R8)
 * @param ledgerSeq the last ledger line it includes
 * @param asOf when that line was recorded
 * @param currentTo all that had been sent to the engine by then is in it; an idle account keeps its old asOf
 */
public record BalanceView(
        String account,
        @Nullable Credits available,
        @Nullable Credits overdraft,
        @Nullable Credits usedThisCycle,
        @Nullable Allowance allowance,
        @Nullable List<Grant> grants,
        @Nullable Long ledgerSeq,
        @Nullable Instant asOf,
        @Nullable Instant currentTo) {

    /** Included credits of the running cycle, upgrades included; `cycleEnd` is exclusive. */
    public record Allowance(Credits granted, Credits used, Credits left, Instant cycleStart, Instant cycleEnd) {}

    /**
     * What is left of a grant; source is ALLOWANCE, PROMOTIONAL or PURCHASED, expiresAt null means never; a lower
     * priority is spent first (R8).
     */
    public record Grant(
            String id,
            String source,
            Credits amount,
            Credits left,
            Instant effectiveAt,
            @Nullable Instant expiresAt,
            @Nullable Long priority,
            @Nullable String name) {}

    /** The account exists and the engine has not spoken of it yet. */
    public static BalanceView unknown(String account) {
        return new BalanceView(account, null, null, null, null, null, null, null, null);
    }

    public boolean isKnown() {
        return ledgerSeq != null;
    }

    /** What would be left right after buying so much: overdraft is repaid first (R10). Null while unknown. */
    public @Nullable Credits availableAfter(Credits bought) {
        if (available == null || overdraft == null) {
            return null;
        }
        long repaid = Math.min(overdraft.micros(), bought.micros());
        return available.plus(new Credits(Math.subtractExact(bought.micros(), repaid)));
    }
}
