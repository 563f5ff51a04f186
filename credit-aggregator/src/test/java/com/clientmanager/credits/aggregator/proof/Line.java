package com.clientmanager.credits.aggregator.proof;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger line as every engine and the oracle must agree on it; amounts in micro-credits. */
public record Line(
        String account,
        long seq,
        String type,
        BigInteger amount,
        BigInteger available,
        BigInteger overdraft,
        @Nullable String usageId,
        @Nullable String priceVersion,
        List<Share> allocations,
        @Nullable String grant,
        @Nullable BigInteger grantLeft,
        @Nullable Long cycle,
        @Nullable String status,
        @Nullable String pricedPlan,
        @Nullable String pendingPlan,
        @Nullable String commandId,
        @Nullable Long commandSequence,
        @Nullable String commandType,
        @Nullable String refusal,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable Instant reversedOccurredAt) {
    /** How much a grant paid or got back. */
    public record Share(String grant, BigInteger amount) {}

    public BigInteger balance() {
        return available.subtract(overdraft);
    }
}
