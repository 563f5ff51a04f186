package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Terms;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The next line that time alone brings to an account (R13).
 *
 * @param moment when, in milliseconds
 * @param expected the line
 * @param effect what else changes with it; to be run whether the line is there or not
 * @param grant that expires, null at a cycle's end
 */
record Due(
        long moment,
        Expected expected,
        Runnable effect,
        @Nullable Grant grant) {

    /** The next one, however far ahead; null: none. Of one moment, expiries come first, in burn-down order. */
    static @Nullable Due next(Account account) {
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

    private static Due expiry(Account account, Grant grant) {
        Subscription subscription = account.subscription;
        long end = grant.expiresAt;
        Span span =
                subscription != null && subscription.cycleEnd() == end ? subscription.running() : account.spanOf(end);
        Expected line = Expected.line("EXPIRY", grant.left.negate())
                .about(grant.terms())
                .in(span)
                .at(end, end);
        return new Due(end, line, () -> {}, grant);
    }

    private static Due turn(Account account, Subscription old) {
        long end = old.cycleEnd();
        if (old.status().equals("CANCELLING")) {
            Subscription ended = old.withStatus("ENDED");
            Expected line =
                    Expected.line("SUBSCRIPTION_CHANGED", BigInteger.ZERO).stating(ended);
            Runnable effect = () -> {
                account.subscription = ended;
                account.changePlan(end, "");
            };
            return new Due(end, line.at(end, end), effect, null);
        }
        Subscription next = old.inNextCycle();
        Expected line = old.status().equals("SUSPENDED")
                ? Expected.line("CYCLE_STARTED", BigInteger.ZERO).stating(next)
                : allowance(next);
        Runnable effect = () -> {
            account.subscription = next;
            account.used = BigInteger.ZERO;
            if (old.next() != null) {
                account.changePlan(end, next.plan().id());
            }
        };
        return new Due(end, line.at(end, end), effect, null);
    }

    /** The running cycle's allowance. */
    static Expected allowance(Subscription state) {
        BigInteger included = state.plan().included();
        return Expected.line("GRANT", included)
                .stating(state)
                .about(new Terms(
                        state.allowanceId(), "ALLOWANCE", included.longValue(), state.cycleStart(), state.cycleEnd()));
    }
}
