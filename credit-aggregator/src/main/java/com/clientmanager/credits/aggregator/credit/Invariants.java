package com.clientmanager.credits.aggregator.credit;

import java.util.List;

/**
 * What must hold before anything is written, checked in production on every write (I2, I3, I4). Costs one pass over the
 * grants.
 */
public final class Invariants {
    private Invariants() {}

    /**
     * Compares what an event made of an account.
     *
     * @throws InvariantViolationException naming the account and both figures
     */
    public static void check(CreditAccount before, CreditAccount after, List<LedgerEntry> entries) {
        grantsAreWithinTheirAmounts(after);
        nothingIsCreatedOrLost(after);
        linesFollowEachOther(before, after, entries);
    }

    private static void grantsAreWithinTheirAmounts(CreditAccount account) {
        List<Grant> grants = account.grants();
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            long amount = grant.amount().micros();
            long left = grant.left().micros();
            long expired = grant.expired().micros();
            long gone = grant.repaid().micros() + grant.revoked().micros();
            boolean isBelowZero = left < 0
                    || expired < 0
                    || grant.repaid().isNegative()
                    || grant.revoked().isNegative();
            if (isBelowZero || amount - left < expired || amount - left - expired < gone) {
                long held = left < 0 ? left : left + expired + gone;
                throw new InvariantViolationException(account.id(), "I4, grant " + grant.id(), amount, held);
            }
        }
    }

    /** I2, arranged so that no side overflows: each is a difference of two figures of 0 or more. */
    private static void nothingIsCreatedOrLost(CreditAccount account) {
        Totals totals = account.totals();
        long held = totals.granted().micros() - account.available().micros();
        long spent = totals.charged().micros() - account.overdraft().micros();
        if (held != spent) {
            throw new InvariantViolationException(
                    account.id(), "I2, granted less expired less left against spent", spent, held);
        }
        if (account.overdraft().isNegative()) {
            throw new InvariantViolationException(
                    account.id(), "I2, overdraft", 0, account.overdraft().micros());
        }
    }

    private static void linesFollowEachOther(CreditAccount before, CreditAccount after, List<LedgerEntry> entries) {
        long seq = before.lastSeq();
        long balance = before.balance().micros();
        for (int i = 0; i < entries.size(); i++) {
            LedgerEntry entry = entries.get(i);
            seq++;
            balance += entry.amount().micros();
            if (entry.seq() != seq) {
                throw new InvariantViolationException(after.id(), "I3, number", seq, entry.seq());
            }
            if (entry.balance().micros() != balance) {
                throw new InvariantViolationException(
                        after.id(),
                        "I3, balance after line " + seq,
                        balance,
                        entry.balance().micros());
            }
        }
        if (after.lastSeq() != seq) {
            throw new InvariantViolationException(after.id(), "I3, last number", seq, after.lastSeq());
        }
        if (after.balance().micros() != balance) {
            throw new InvariantViolationException(
                    after.id(), "I3, balance", balance, after.balance().micros());
        }
    }
}
