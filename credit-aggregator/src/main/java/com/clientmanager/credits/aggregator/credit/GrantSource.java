package com.clientmanager.credits.aggregator.credit;

/** Where a grant's credits come from; the lower priority is spent first (R8). */
public enum GrantSource {
    /** A plan's included credits, for one cycle. */
    ALLOWANCE(10),
    /** Given away. */
    PROMOTIONAL(20),
    /** Bought; rolls over (R11). */
    PURCHASED(30);

    private final int priority;

    GrantSource(int priority) {
        this.priority = priority;
    }

    public int priority() {
        return priority;
    }
}
