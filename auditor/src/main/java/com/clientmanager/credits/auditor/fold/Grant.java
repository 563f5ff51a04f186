package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.GrantTerms;
import java.math.BigInteger;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A grant and what became of it, as the ledger's entries say. */
final class Grant {
    /** Later than any time. */
    static final long NEVER = Long.MAX_VALUE;

    /** R8: priority, expiry soonest first and none last, effectiveAt, id. */
    static final Comparator<Grant> BURN_DOWN_ORDER = Comparator.comparingInt((Grant grant) -> grant.priority)
            .thenComparingLong(grant -> grant.expiresAt)
            .thenComparingLong(grant -> grant.effectiveAt)
            .thenComparing(grant -> grant.id);

    final String id;
    final String source;
    final BigInteger amount;
    final long effectiveAt;
    final int priority;
    final @Nullable String name;
    long expiresAt;
    BigInteger left = BigInteger.ZERO;
    BigInteger expired = BigInteger.ZERO;
    BigInteger repaid = BigInteger.ZERO;
    BigInteger revoked = BigInteger.ZERO;
    /** Its expiry was due and is not on the ledger; reported once. */
    boolean isExpiryMissed;

    Grant(GrantTerms terms) {
        id = terms.id();
        source = terms.source();
        amount = BigInteger.valueOf(terms.amount());
        effectiveAt = terms.effectiveAt();
        priority = GrantTerms.priorityOf(source);
        name = terms.name();
        Long end = terms.expiresAt();
        expiresAt = end == null ? NEVER : end;
    }

    boolean isAllowance() {
        return source.equals("ALLOWANCE");
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

    GrantTerms terms() {
        return termsEndingAt(expiresAt);
    }

    GrantTerms termsEndingAt(long end) {
        return new GrantTerms(
                id, source, amount.longValue(), effectiveAt, end == NEVER ? null : (Long) end, priority, name);
    }
}
