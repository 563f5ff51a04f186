package com.clientmanager.credits.aggregator.credit;

import com.clientmanager.credits.aggregator.credit.Decision.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account's grants may be at most, so that every sum of them fits (R1) and, with the longest ids, so does
 * every record that names them all. Only what an order adds is judged: whatever fills an account, it can still be
 * revoked, reversed and cancelled.
 *
 * @param granted before the order, what time brought included
 * @param allowances how many there were before the order
 */
record GrantLimits(Credits granted, int allowances) {
    /**
     * Orders stop here, so that allowances have room for thousands of cycles and time alone never overflows (R1). Net
     * of what was revoked or expired.
     */
    static final Credits ALL_GRANTS = Credits.ofMicros(Long.MAX_VALUE / 2);
    /** Bought and promotional grants that an account remembers. */
    static final int MAX_GIVEN = 1_500;
    /** Allowances of the last cycles, upgrades included. */
    static final int MAX_ALLOWANCES = 100;

    static GrantLimits before(AccountMutation draft) {
        return new GrantLimits(draft.granted(), allowances(draft));
    }

    /** Judges what the order made of the draft. */
    @Nullable
    Refused judge(AccountMutation draft) {
        if (draft.granted().compareTo(granted) > 0 && draft.granted().compareTo(ALL_GRANTS) > 0) {
            return new Refused(RefusalCode.AMOUNT_OVERFLOW, "a sum of credits does not fit");
        }
        return allowances(draft) > Math.max(MAX_ALLOWANCES, allowances)
                ? new Refused(RefusalCode.TOO_MANY_GRANTS, "more than " + MAX_ALLOWANCES + " recent allowances")
                : null;
    }

    private static int allowances(AccountMutation draft) {
        int count = 0;
        for (int i = 0; i < draft.grantCount(); i++) {
            count += draft.grant(i).source() == GrantSource.ALLOWANCE ? 1 : 0;
        }
        return count;
    }

    /**
     * Makes room for one more bought or promotional grant: at {@link #MAX_GIVEN} the oldest one of which nothing is
     * left, and nothing can be taken back any more, is forgotten.
     *
     * @return false, and nothing has changed, when there is none
     */
    static boolean makeRoom(AccountMutation draft, Instant now, long memorySeconds) {
        int given = 0;
        int oldest = -1;
        for (int i = 0; i < draft.grantCount(); i++) {
            Grant grant = draft.grant(i);
            if (grant.source() == GrantSource.ALLOWANCE) {
                continue;
            }
            given++;
            if (grant.isSettledAt(now, memorySeconds)
                    && (oldest < 0
                            || grant.effectiveAt().isBefore(draft.grant(oldest).effectiveAt()))) {
                oldest = i;
            }
        }
        if (given < MAX_GIVEN) {
            return true;
        }
        if (oldest >= 0) {
            draft.forget(oldest);
        }
        return oldest >= 0;
    }
}
