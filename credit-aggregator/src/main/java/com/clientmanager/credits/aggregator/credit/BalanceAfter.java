package com.clientmanager.credits.aggregator.credit;

/** Where an account stands after a ledger line; both figures are 0 or more and stand beside each other (R10). */
public record BalanceAfter(Credits available, Credits overdraft) {
    public static final BalanceAfter EMPTY = new BalanceAfter(Credits.ZERO, Credits.ZERO);

    /** Available less overdraft. */
    public Credits balance() {
        return available.minus(overdraft);
    }
}
