package com.clientmanager.credits.aggregator.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;

/** What came of a history: each opened account's ledger and standing, and the usage that was not charged. */
public record Outcome(
        SortedMap<String, List<Line>> ledgers,
        SortedMap<String, Standing> standings,
        List<Rejection> rejections,
        long duplicates) {
    /** Micro-credits. */
    public record Standing(BigInteger available, BigInteger overdraft, BigInteger usedThisCycle) {}

    public record Rejection(String usageId, String code) {}
}
