package com.clientmanager.credits.aggregator.credit;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An amount of credits and what became of it. At all times 0 ≤ left, expired, repaid, revoked
 * and their sum ≤ amount (I4); the rest of the amount was spent by charges.
 *
 * @param id derived from its cause, so that a repeat is recognised (R13, R19)
 * @param amount granted in all, 0 or more
 * @param left still to be spent
 * @param expired written off at {@code expiresAt} and not reversed since (R14)
 * @param repaid went to overdraft and was not given back since (R10, R21)
 * @param revoked taken away after a refund (R20)
 * @param effectiveAt from when it may pay, inclusive
 * @param expiresAt until when it may pay, exclusive; null: for ever (R11)
 * @param name how it is called, for people; null for an allowance and where no name was given
 * @param cycle number of the cycle an allowance belongs to; {@link #NO_CYCLE} for bought and promotional credits
 */
public record Grant(
        String id,
        GrantSource source,
        Credits amount,
        Credits left,
        Credits expired,
        Credits repaid,
        Credits revoked,
        Instant effectiveAt,
        @Nullable Instant expiresAt,
        @Nullable String name,
        long cycle) {
    public static final long NO_CYCLE = -1;

    /** The order grants are spent in (R8): priority, expiry soonest first and none last, effectiveAt, id. */
    public static final Comparator<Grant> DRAW_ORDER = Comparator.comparingInt((Grant grant) -> grant.source.priority())
            .thenComparing(Grant::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Grant::effectiveAt)
            .thenComparing(Grant::id);

    /** A plan's included credits for one cycle, or an upgrade's share of it. */
    static Grant allowance(String id, Credits amount, Instant effectiveAt, Cycle cycle) {
        return new Grant(
                id,
                GrantSource.ALLOWANCE,
                amount,
                amount,
                Credits.ZERO,
                Credits.ZERO,
                Credits.ZERO,
                effectiveAt,
                cycle.end(),
                null,
                cycle.number());
    }

    /** Bought or promotional credits. */
    static Grant given(AccountCommand.GrantCredits order, Instant effectiveAt) {
        return new Grant(
                order.grantId(),
                order.source(),
                order.amount(),
                order.amount(),
                Credits.ZERO,
                Credits.ZERO,
                Credits.ZERO,
                effectiveAt,
                order.expiresAt(),
                order.note(),
                NO_CYCLE);
    }

    /** Whether it may pay for something that happened at a time (R9). */
    boolean mayPayAt(Instant time) {
        if (expiresAt != null && !time.isBefore(expiresAt)) {
            return false;
        }
        return source != GrantSource.ALLOWANCE || !time.isBefore(effectiveAt);
    }

    boolean isExpiredAt(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /**
     * Whether nothing is left of it and, {@code memorySeconds} after its end, nothing of it can be taken back for
     * late usage (R14).
     */
    boolean isSettledAt(Instant now, long memorySeconds) {
        return left.isZero()
                && (expired.isZero()
                        || (expiresAt != null && now.getEpochSecond() - expiresAt.getEpochSecond() > memorySeconds));
    }

    /** What charges spent of it. */
    Credits spent() {
        return amount.minus(left).minus(expired).minus(repaid).minus(revoked);
    }

    Grant paying(Credits paid) {
        return with(left.minus(paid), expired, repaid, revoked);
    }

    Grant writingOff(Credits unused) {
        return with(left.minus(unused), expired.plus(unused), repaid, revoked);
    }

    Grant reversingExpiry(Credits written) {
        return with(left.plus(written), expired.minus(written), repaid, revoked);
    }

    Grant repaying(Credits owed) {
        return with(left.minus(owed), expired, repaid.plus(owed), revoked);
    }

    Grant undoingRepayment(Credits returned) {
        return with(left.plus(returned), expired, repaid.minus(returned), revoked);
    }

    Grant revoking(Credits taken) {
        return with(left.minus(taken), expired, repaid, revoked.plus(taken));
    }

    boolean isRevoked() {
        return revoked.isPositive();
    }

    /** Ends it earlier than it was granted for (R17). */
    Grant ending(Instant earlier) {
        return new Grant(id, source, amount, left, expired, repaid, revoked, effectiveAt, earlier, name, cycle);
    }

    private Grant with(Credits newLeft, Credits newExpired, Credits newRepaid, Credits newRevoked) {
        return new Grant(
                id, source, amount, newLeft, newExpired, newRepaid, newRevoked, effectiveAt, expiresAt, name, cycle);
    }
}
