package com.clientmanager.credits.auditor;

import java.math.BigInteger;
import java.util.Map;

/**
 * What a live part of the system said of one account before the ledger was read.
 *
 * @param where what said it
 * @param seq the last ledger line that it includes
 * @param available micro-credits
 * @param overdraft micro-credits
 * @param grantsLeft micro-credits by grant id, of grants with something left; empty where the part does not say
 * @param lines ledger lines kept, or -1 where the part does not say
 * @param charged sum of charges in micro-credits, or -1 where the part does not say
 */
record LiveFigures(
        String where,
        long seq,
        long available,
        long overdraft,
        Map<String, Long> grantsLeft,
        long lines,
        BigInteger charged) {
    static final BigInteger UNSAID = BigInteger.valueOf(-1);

    /** Compares with the recount that has just reached {@link #seq}. */
    void compare(String account, Recount recount, Findings findings, Findings.Kind kind) {
        String at = account + " at line " + seq + ", " + where + ": ";
        differ(at + "available", recount.available(), BigInteger.valueOf(available), findings, kind);
        differ(at + "overdraft", recount.overdraft(), BigInteger.valueOf(overdraft), findings, kind);
        grantsLeft.forEach((grant, left) ->
                differ(at + "left of " + grant, recount.left(grant), BigInteger.valueOf(left), findings, kind));
        if (lines >= 0) {
            differ(at + "lines", BigInteger.valueOf(seq), BigInteger.valueOf(lines), findings, kind);
        }
        if (charged.signum() >= 0) {
            differ(at + "charged", recount.charged(), charged, findings, kind);
        }
    }

    private static void differ(
            String what, BigInteger counted, BigInteger said, Findings findings, Findings.Kind kind) {
        if (!counted.equals(said)) {
            findings.add(kind, what + " is " + said + ", counted " + counted);
        }
    }
}
