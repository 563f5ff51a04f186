package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.GrantTerms;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The next entry that time alone causes on an account (R13).
 *
 * @param moment when, in milliseconds
 * @param expected the entry
 * @param effect what else changes with it; to be run whether the entry is there or not
 * @param grant that expires, null at a cycle's end
 */
record DueEntry(
        long moment,
        ExpectedEntry expected,
        Runnable effect,
        @Nullable Grant grant) {

    /** The next one, however far ahead; null: none. Of one moment, expiries come first, in burn-down order. */
    static @Nullable DueEntry next(Account account) {
        Subscription subscription = account.subscription;
        long moment = subscription == null || subscription.isEnded() ? Grant.NEVER : subscription.cycleEnd();
        Grant first = null;
        for (Grant grant : account.inOrder) {
            boolean isLeft = grant.left.signum() > 0 && !grant.isExpiryMissed && grant.expiresAt != Grant.NEVER;
            if (isLeft && (grant.expiresAt < moment || (first == null && grant.expiresAt == moment))) {
                moment = grant.expiresAt;
                first = grant;
            }
        }
        if (first != null) {
            return expiry(account, first);
        }
        return subscription == null || moment == Grant.NEVER ? null : turn(account, subscription);
    }

    private static DueEntry expiry(Account account, Grant grant) {
        Subscription subscription = account.subscription;
        long end = grant.expiresAt;
        Cycle cycle =
                subscription != null && subscription.cycleEnd() == end ? subscription.running() : account.cycleOf(end);
        ExpectedEntry entry = ExpectedEntry.entry("EXPIRY", grant.left.negate())
                .about(grant.terms())
                .in(cycle)
                .at(end, end);
        return new DueEntry(end, entry, () -> {}, grant);
    }

    private static DueEntry turn(Account account, Subscription old) {
        long end = old.cycleEnd();
        if (old.status().equals("CANCELLING")) {
            Subscription ended = old.withStatus("ENDED");
            ExpectedEntry entry =
                    ExpectedEntry.entry("SUBSCRIPTION_CHANGED", BigInteger.ZERO).stating(ended);
            Runnable effect = () -> {
                account.subscription = ended;
                account.plans.end(end);
            };
            return new DueEntry(end, entry.at(end, end), effect, null);
        }
        Subscription next = old.inNextCycle();
        ExpectedEntry entry = old.status().equals("SUSPENDED")
                ? ExpectedEntry.entry("CYCLE_STARTED", BigInteger.ZERO).stating(next)
                : allowance(next);
        Runnable effect = () -> {
            account.subscription = next;
            account.used = BigInteger.ZERO;
            if (old.next() != null) {
                account.plans.change(end, next.plan().id());
            }
        };
        return new DueEntry(end, entry.at(end, end), effect, null);
    }

    /** The running cycle's allowance. */
    static ExpectedEntry allowance(Subscription state) {
        BigInteger included = state.plan().included();
        return ExpectedEntry.entry("GRANT", included)
                .stating(state)
                .about(GrantTerms.allowance(
                        state.allowanceId(), included.longValue(), state.cycleStart(), state.cycleEnd()));
    }
}
