package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.source.Fields;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** R21: a charge is given back along its recorded allocations, last first; what was overdraft comes off first. */
final class ReversalRules {
    private final Account account;
    private final Command command;
    private final long memoryMs;
    /** What each grant would have left, on paper. */
    private final Map<Grant, BigInteger> left = new HashMap<>();

    private final Map<Grant, BigInteger> repaid = new HashMap<>();

    ReversalRules(Account account, Command command, long memoryMs) {
        this.account = account;
        this.command = command;
        this.memoryMs = memoryMs;
    }

    CommandResult reverse(Fields body) {
        long seq = body.number("seq");
        BigInteger charge = BigInteger.valueOf(body.number("chargeMicros"));
        List<Allocation> paid = command.allocations();
        if (account.reversed.contains(seq)) {
            return CommandResult.refused(account, command, "ALREADY_REVERSED");
        }
        BigInteger owed = charge.subtract(Allocation.sum(paid));
        boolean isWrong = paid.stream().anyMatch(share -> share.amount().signum() <= 0);
        if (seq < 1 || seq > account.seq() || isWrong || owed.signum() < 0) {
            return CommandResult.refused(account, command, "NOT_REVERSIBLE");
        }
        BigInteger fromDebt = owed.subtract(owed.min(account.overdraft()));
        List<Allocation> returned = new ArrayList<>();
        if (!unwindRepayments(fromDebt, returned) || !unwindAllocations(paid, returned)) {
            return CommandResult.refused(account, command, "NOT_REVERSIBLE");
        }
        List<ExpectedEntry> entries = new ArrayList<>();
        entries.add(ExpectedEntry.of(command, "REVERSAL", charge)
                .allocating(returned)
                .in(account.cycleOf(command.appendedAt()))
                .reversing(seq)
                .repeating(ReversedCharge.of(command, body))
                .noting(command.reason()));
        returned.forEach(share -> expireAgain(share, seq, entries));
        long occurredAt = body.number("occurredAt");
        return CommandResult.applied(entries, () -> {
            account.reversed.add(seq);
            account.returnsFromDebt = fromDebt;
            if (account.isInRunningCycle(occurredAt)) {
                account.used = account.used.subtract(charge.min(account.used));
            }
        });
    }

    private boolean unwindRepayments(BigInteger fromDebt, List<Allocation> returned) {
        BigInteger rest = fromDebt;
        while (rest.signum() > 0) {
            Grant newest = newestRepayment();
            if (newest == null) {
                return false;
            }
            BigInteger back = rest.min(repaid.getOrDefault(newest, newest.repaid));
            repaid.put(newest, repaid.getOrDefault(newest, newest.repaid).subtract(back));
            left.put(newest, left.getOrDefault(newest, newest.left).add(back));
            returned.add(new Allocation(newest.id, newest.source, back));
            rest = rest.subtract(back);
        }
        return true;
    }

    private @Nullable Grant newestRepayment() {
        Grant newest = null;
        for (Grant grant : account.inOrder) {
            boolean hasRepaid = repaid.getOrDefault(grant, grant.repaid).signum() > 0;
            if (hasRepaid && (newest == null || grant.effectiveAt >= newest.effectiveAt)) {
                newest = grant;
            }
        }
        return newest;
    }

    private boolean unwindAllocations(List<Allocation> paid, List<Allocation> returned) {
        for (Allocation share : paid.reversed()) {
            Grant grant = remembered(share);
            if (grant != null) {
                BigInteger after = left.getOrDefault(grant, grant.left).add(share.amount());
                BigInteger notSpent = after.add(grant.expired)
                        .add(repaid.getOrDefault(grant, grant.repaid))
                        .add(grant.revoked);
                if (notSpent.compareTo(grant.amount) > 0) {
                    return false;
                }
                left.put(grant, after);
            }
            returned.add(share);
        }
        return true;
    }

    private @Nullable Grant remembered(Allocation share) {
        Grant grant = account.grant(share.grant());
        return grant == null || grant.isForgotten(command.appendedAt(), memoryMs) ? null : grant;
    }

    /** What returns to a grant that has ended meanwhile goes again at once. */
    private void expireAgain(Allocation share, long seq, List<ExpectedEntry> entries) {
        Grant grant = remembered(share);
        Cycle cycle = account.cycleOf(command.appendedAt());
        if (grant == null) {
            entries.add(ExpectedEntry.of(command, "EXPIRY", share.amount().negate())
                    .allocating(List.of(share))
                    .in(cycle)
                    .reversing(seq)
                    .noting(command.reason()));
            return;
        }
        BigInteger has = left.getOrDefault(grant, grant.left);
        boolean isRevoked = grant.revoked.signum() > 0;
        if (has.signum() > 0 && (isRevoked || grant.expiresAt <= command.appendedAt())) {
            left.put(grant, BigInteger.ZERO);
            entries.add(ExpectedEntry.of(command, isRevoked ? "REVOCATION" : "EXPIRY", has.negate())
                    .about(grant.terms())
                    .in(cycle)
                    .reversing(seq)
                    .noting(command.reason()));
        }
    }
}
