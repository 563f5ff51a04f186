package com.clientmanager.credits.aggregator.credit;

import com.clientmanager.credits.aggregator.credit.Decision.Refused;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bought and promotional credits: granted once, what is owed is repaid from them, and a refund takes them away (R10,
 * R11, R19, R20).
 */
final class GrantCommands {
    private GrantCommands() {}

    static @Nullable Refused give(
            AccountMutation draft, AccountCommand.GrantCredits order, Instant appendedAt, long memorySeconds) {
        Refused refused = judge(draft, order);
        if (refused != null) {
            return refused;
        }
        if (!GrantLimits.makeRoom(draft, appendedAt, memorySeconds)) {
            return new Refused(
                    RefusalCode.TOO_MANY_GRANTS, "there is something left of all " + GrantLimits.MAX_GIVEN + " grants");
        }
        Cause cause = new Cause.Ordered(order, order.note());
        Grant grant = Grant.given(order, appendedAt);
        draft.add(
                grant,
                LedgerEntry.line(EntryType.GRANT, order.amount(), cause, appendedAt, appendedAt)
                        .in(draft.cycleOf(appendedAt)));
        int index = draft.find(order.grantId());
        Credits owed = draft.overdraft().min(order.amount());
        if (owed.isPositive()) {
            draft.repay(
                    index,
                    owed,
                    LedgerEntry.line(EntryType.OVERDRAFT_REPAID, Credits.ZERO, cause, appendedAt, appendedAt)
                            .allocating(List.of(new Allocation(grant.id(), grant.source(), owed)))
                            .in(draft.cycleOf(appendedAt)));
        }
        Grant left = draft.grant(index);
        if (left.isExpiredAt(appendedAt) && left.left().isPositive()) {
            draft.expire(
                    index,
                    LedgerEntry.line(EntryType.EXPIRY, left.left().negated(), cause, appendedAt, appendedAt)
                            .in(draft.cycleOf(appendedAt)));
        }
        return null;
    }

    private static @Nullable Refused judge(AccountMutation draft, AccountCommand.GrantCredits order) {
        if (order.source() == GrantSource.ALLOWANCE) {
            return new Refused(RefusalCode.NOT_GRANTABLE, "allowances cannot be ordered");
        }
        Subscription subscription = draft.subscription();
        if (subscription != null && order.grantId().startsWith(subscription.id() + ":")) {
            return new Refused(RefusalCode.NOT_GRANTABLE, order.grantId() + " is an allowance's id");
        }
        if (draft.find(order.grantId()) >= 0) {
            return new Refused(RefusalCode.ALREADY_GRANTED, "grant " + order.grantId());
        }
        if (!order.amount().isPositive() || order.amount().compareTo(Credits.MAX_AMOUNT) > 0) {
            return new Refused(RefusalCode.INVALID_AMOUNT, "amount " + order.amount());
        }
        return null;
    }

    /** Takes what is left now; what returns to the grant later is taken away too. */
    static @Nullable Refused revoke(AccountMutation draft, AccountCommand.RevokeGrant order, Instant appendedAt) {
        int index = draft.find(order.grantId());
        if (index < 0) {
            return new Refused(RefusalCode.UNKNOWN_GRANT, "grant " + order.grantId());
        }
        Grant grant = draft.grant(index);
        if (grant.source() == GrantSource.ALLOWANCE) {
            return new Refused(RefusalCode.NOT_GRANTABLE, "allowances cannot be revoked");
        }
        if (grant.left().isZero()) {
            return new Refused(RefusalCode.NOTHING_TO_CHANGE, "nothing is left of grant " + order.grantId());
        }
        Cause cause = new Cause.Ordered(order, order.reason());
        draft.revoke(
                index,
                LedgerEntry.line(EntryType.REVOCATION, grant.left().negated(), cause, appendedAt, appendedAt)
                        .in(draft.cycleOf(appendedAt)));
        return null;
    }
}
