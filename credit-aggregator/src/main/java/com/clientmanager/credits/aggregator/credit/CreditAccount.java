package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account after its ledger line {@code lastSeq}. Its balance is the sum of what is left of its grants less the
 * overdraft, never a counter that is reset (R7).
 *
 * @param lastSeq number of the last ledger line, 0 when there is none (I3)
 * @param overdraft usage that no grant could cover, 0 or more (R10)
 * @param grants in burn-down order (R8)
 * @param subscription null until the account is opened
 * @param usedThisCycle charges dated in the running cycle, less what was reversed of them
 * @param totals for I2
 * @param lastCommandSequence number of the last order obeyed or refused; that one and lower ones are repeats
 */
public record CreditAccount(
        String id,
        long lastSeq,
        Credits overdraft,
        List<Grant> grants,
        @Nullable Subscription subscription,
        Credits usedThisCycle,
        Totals totals,
        ReversedCharges reversedSeqs,
        long lastCommandSequence) {
    public CreditAccount {
        grants = List.copyOf(grants);
    }

    /** An account that no subscription has opened: usage of it is refused (R4). */
    public static CreditAccount unopened(String id) {
        return new CreditAccount(
                id, 0, Credits.ZERO, List.of(), null, Credits.ZERO, Totals.NONE, ReversedCharges.NONE, 0);
    }

    public boolean isOpen() {
        return subscription != null;
    }

    /** What is left of the grants, 0 or more. */
    public Credits available() {
        long micros = 0;
        for (Grant grant : grants) {
            micros = Math.addExact(micros, grant.left().micros());
        }
        return Credits.ofMicros(micros);
    }

    /** Available less overdraft; negative when more is owed than left (R10). */
    public Credits balance() {
        return available().minus(overdraft);
    }

    /** Allowance of the running cycle, upgrades included. */
    public Credits allowanceGranted() {
        long micros = 0;
        for (Grant grant : grants) {
            micros = isRunningAllowance(grant)
                    ? Math.addExact(micros, grant.amount().micros())
                    : micros;
        }
        return Credits.ofMicros(micros);
    }

    /** What is left of the running cycle's allowance. */
    public Credits allowanceLeft() {
        long micros = 0;
        for (Grant grant : grants) {
            micros = isRunningAllowance(grant)
                    ? Math.addExact(micros, grant.left().micros())
                    : micros;
        }
        return Credits.ofMicros(micros);
    }

    private boolean isRunningAllowance(Grant grant) {
        return subscription != null
                && grant.source() == GrantSource.ALLOWANCE
                && subscription.cycleEnd().equals(grant.expiresAt());
    }

    /** The plan whose prices hold for usage at a time (R5); null: only general prices hold. */
    public @Nullable String planAt(Instant time) {
        return subscription == null ? null : subscription.planAt(time);
    }

    /** When time alone will next write a ledger line: the cycle's end or a grant's expiry (R13). */
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(dueAt(grants, subscription));
    }

    static @Nullable Instant dueAt(List<Grant> grants, @Nullable Subscription subscription) {
        Instant due = subscription == null || subscription.isEnded() ? null : subscription.cycleEnd();
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            Instant expiresAt = grant.expiresAt();
            if (expiresAt != null && grant.left().isPositive() && (due == null || expiresAt.isBefore(due))) {
                due = expiresAt;
            }
        }
        return due;
    }
}
