package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.source.Fields;
import java.math.BigInteger;

/**
 * A plan's terms as a command states them.
 *
 * @param included micro-credits in each cycle
 * @param rank a higher one is an upgrade (R15)
 */
record Plan(String id, BigInteger included, long rank) {
    static Plan in(Fields body) {
        Fields plan = body.child("plan");
        return new Plan(plan.text("plan"), BigInteger.valueOf(plan.number("includedMicros")), plan.number("rank"));
    }
}
