package com.clientmanager.credits.aggregator.credit;

/** What a ledger line tells. */
public enum EntryType {
    /** Credits were granted; +amount. */
    GRANT,
    /** A usage event was charged; −charge, 0 when free (R6). */
    CHARGE,
    /** What was left of a grant was written off; −amount (R13). */
    EXPIRY,
    /** An expiry was reversed for late usage; +amount (R14). */
    EXPIRY_REVERSED,
    /** A new grant paid what was owed; 0 (R10). */
    OVERDRAFT_REPAID,
    /** A charge was given back; +charge (R21). */
    REVERSAL,
    /** What was left of a grant was taken away after a refund; −amount (R20). */
    REVOCATION,
    /** A cycle began without an allowance; 0 (R18). */
    CYCLE_STARTED,
    /** The plan changed or will; 0 (R15, R16). */
    PLAN_CHANGED,
    /** The subscription's status changed; 0 (R17, R18). */
    SUBSCRIPTION_CHANGED,
    /** An order could not be followed; 0. */
    COMMAND_REFUSED
}
