package com.clientmanager.credits.aggregator.credit;

import com.clientmanager.credits.aggregator.credit.Decision.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a charge back along its recorded allocations, last first (R21). The part no grant had paid was owed last and is
 * unwound first: it lowers the overdraft, and what of it was repaid meanwhile returns to the grants that repaid it,
 * newest first, so that no customer loses credits. What returns to an expired or revoked grant goes again at once.
 */
final class Reversal {
    private Reversal() {}

    static @Nullable Refused reverse(AccountMutation draft, AccountCommand.ReverseCharge order, Instant appendedAt) {
        if (draft.reversed().contains(order.seq())) {
            return new Refused(RefusalCode.ALREADY_REVERSED, "line " + order.seq());
        }
        if (draft.reversed().isForgotten(order.seq())) {
            return notReversible("line " + order.seq() + " is too old to be reversed");
        }
        if (order.seq() < 1 || order.seq() > draft.lastSeq()) {
            return notReversible("there is no line " + order.seq());
        }
        Credits paid = Credits.ZERO;
        for (Allocation allocation : order.allocations()) {
            if (!allocation.amount().isPositive()) {
                return notReversible("an allocation of " + allocation.amount());
            }
            paid = paid.plus(allocation.amount());
        }
        if (order.charge().compareTo(paid) < 0) {
            return notReversible("allocations of " + paid + " exceed the charge of " + order.charge());
        }
        if (order.charge().compareTo(draft.charged()) > 0) {
            return contradiction(order);
        }
        Credits owed = order.charge().minus(paid);
        Credits forgiven = owed.min(draft.overdraft());
        List<Allocation> returned = new ArrayList<>(order.allocations().size());
        if (!unwindRepayments(draft, owed.minus(forgiven), returned)
                || !unwindAllocations(draft, order.allocations(), returned)) {
            return contradiction(order);
        }
        Cause cause = new Cause.GivenBack(order);
        draft.giveBack(
                order,
                forgiven,
                LedgerEntry.line(EntryType.REVERSAL, order.charge(), cause, appendedAt, appendedAt)
                        .allocating(returned)
                        .in(draft.cycleOf(appendedAt)));
        goAgain(draft, returned, cause, appendedAt);
        return null;
    }

    private static boolean unwindRepayments(AccountMutation draft, Credits owed, List<Allocation> returned) {
        Credits rest = owed;
        while (rest.isPositive()) {
            int newest = newestRepayment(draft);
            if (newest < 0) {
                return false;
            }
            Grant grant = draft.grant(newest);
            Credits back = rest.min(grant.repaid());
            draft.replace(newest, grant.undoingRepayment(back));
            returned.add(new Allocation(grant.id(), grant.source(), back));
            rest = rest.minus(back);
        }
        return true;
    }

    /** A grant repays when it is granted, so the newest grant made the newest repayment. */
    private static int newestRepayment(AccountMutation draft) {
        int newest = -1;
        for (int i = 0; i < draft.grantCount(); i++) {
            Grant grant = draft.grant(i);
            if (grant.repaid().isPositive()
                    && (newest < 0
                            || !grant.effectiveAt().isBefore(draft.grant(newest).effectiveAt()))) {
                newest = i;
            }
        }
        return newest;
    }

    private static boolean unwindAllocations(
            AccountMutation draft, List<Allocation> allocations, List<Allocation> returned) {
        for (int i = allocations.size() - 1; i >= 0; i--) {
            Allocation allocation = allocations.get(i);
            int index = draft.find(allocation.grant());
            if (index < 0 && allocation.source() != GrantSource.ALLOWANCE) {
                return false;
            }
            if (index >= 0) {
                Grant grant = draft.grant(index);
                if (grant.spent().compareTo(allocation.amount()) < 0) {
                    return false;
                }
                draft.replace(index, grant.paying(allocation.amount().negated()));
            }
            returned.add(allocation);
        }
        return true;
    }

    private static void goAgain(AccountMutation draft, List<Allocation> returned, Cause cause, Instant appendedAt) {
        for (Allocation allocation : returned) {
            int index = draft.find(allocation.grant());
            if (index < 0) {
                draft.writeOff(line(draft, allocation.amount().negated(), cause, appendedAt)
                        .allocating(List.of(allocation)));
            } else {
                goAgain(draft, index, cause, appendedAt);
            }
        }
    }

    private static void goAgain(AccountMutation draft, int index, Cause cause, Instant appendedAt) {
        Grant grant = draft.grant(index);
        if (grant.left().isZero()) {
            return;
        }
        Credits gone = grant.left().negated();
        if (grant.isRevoked()) {
            draft.revoke(
                    index,
                    LedgerEntry.line(EntryType.REVOCATION, gone, cause, appendedAt, appendedAt)
                            .in(draft.cycleOf(appendedAt)));
        } else if (grant.isExpiredAt(appendedAt)) {
            draft.expire(index, line(draft, gone, cause, appendedAt));
        }
    }

    private static LedgerEntry line(AccountMutation draft, Credits amount, Cause cause, Instant appendedAt) {
        return LedgerEntry.line(EntryType.EXPIRY, amount, cause, appendedAt, appendedAt)
                .in(draft.cycleOf(appendedAt));
    }

    private static Refused contradiction(AccountCommand.ReverseCharge order) {
        return notReversible("line " + order.seq() + " says something else than the order");
    }

    private static Refused notReversible(String detail) {
        return new Refused(RefusalCode.NOT_REVERSIBLE, detail);
    }
}
