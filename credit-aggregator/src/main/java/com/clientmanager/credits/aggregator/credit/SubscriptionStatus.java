package com.clientmanager.credits.aggregator.credit;

/** Whether further allowances come. */
public enum SubscriptionStatus {
    /** Each boundary grants an allowance (R13). */
    ACTIVE,
    /** Ends with the running cycle, unless taken back before (R17). */
    CANCELLING,
    /** Boundaries pass without an allowance until paid (R18). */
    SUSPENDED,
    /** No further boundary. */
    ENDED
}
