package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Terms;
import java.math.BigInteger;
import java.util.Comparator;

/** A grant and what became of it, as the ledger's lines say. */
final class Grant {
    /** Later than any time. */
    static final long NEVER = Long.MAX_VALUE;

    /** R8: priority, expiry soonest first and none last, effectiveAt, id. */
    static final Comparator<Grant> BURN_DOWN_ORDER = Comparator.comparingInt(Grant::priority)
            .thenComparingLong((Grant grant) -> grant.expiresAt)
            .thenComparingLong(grant -> grant.effectiveAt)
            .thenComparing(grant -> grant.id);

    final String id;
    final String source;
    final BigInteger amount;
    final long effectiveAt;
    long expiresAt;
    BigInteger left = BigInteger.ZERO;
    BigInteger expired = BigInteger.ZERO;
    BigInteger repaid = BigInteger.ZERO;
    BigInteger revoked = BigInteger.ZERO;
    /** Its expiry was due and is not on the ledger; reported once. */
    boolean isExpiryMissed;

    Grant(Terms terms) {
        id = terms.id();
        source = terms.source();
        amount = BigInteger.valueOf(terms.amount());
        effectiveAt = terms.effectiveAt();
        Long end = terms.expiresAt();
        expiresAt = end == null ? NEVER : end;
    }

    boolean isAllowance() {
        return source.equals("ALLOWANCE");
    }

    private int priority() {
        return switch (source) {
            case "ALLOWANCE" -> 10;
            case "PROMOTIONAL" -> 20;
            case "PURCHASED" -> 30;
            default -> 40;
        };
    }

    /** R9. */
    boolean mayPayAt(long time) {
        return time < expiresAt && (!isAllowance() || time >= effectiveAt);
    }

    /** An allowance that ended so long ago that no late usage reaches it; the engine forgets it then. */
    boolean isForgotten(long now, long memoryMs) {
        return isAllowance()
                && left.signum() == 0
                && expiresAt != NEVER
                && Math.floorDiv(now, 1000L) - Math.floorDiv(expiresAt, 1000L) > memoryMs / 1000;
    }

    /** What charges have spent of it. */
    BigInteger spent() {
        return amount.subtract(left).subtract(expired).subtract(repaid).subtract(revoked);
    }

    Terms terms() {
        return termsEndingAt(expiresAt);
    }

    Terms termsEndingAt(long end) {
        return new Terms(id, source, amount.longValue(), effectiveAt, end == NEVER ? null : (Long) end);
    }
}
