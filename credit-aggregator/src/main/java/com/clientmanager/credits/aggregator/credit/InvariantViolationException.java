package com.clientmanager.credits.aggregator.credit;

/** The engine was about to write an impossible state; a caller that catches it must not commit. */
public final class InvariantViolationException extends IllegalStateException {
    /** Names the account, the invariant and both figures. */
    public InvariantViolationException(String account, String invariant, long expected, long actual) {
        super("account " + account + ": " + invariant + ": expected " + expected + " but found " + actual);
    }
}
