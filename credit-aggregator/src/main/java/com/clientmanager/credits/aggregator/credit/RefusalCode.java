package com.clientmanager.credits.aggregator.credit;

/** Why an event changes nothing (R4). Codes are stable: they stand on usage.rejected.v1 and in the API. */
public enum RefusalCode {
    /** No subscription has opened the account yet. */
    UNKNOWN_ACCOUNT,
    /** A charge is above 1,000,000,000 credits, or a sum does not fit into 63 bits of micro-credits (R1). */
    AMOUNT_OVERFLOW,
    /** Usage of 0 or fewer units. */
    QUANTITY_NOT_POSITIVE,
    /** Credits of 0 or less, or more than one grant may have. */
    INVALID_AMOUNT,
    /** An order's own time is too far ahead of its append time (R3). */
    IN_THE_FUTURE,
    /** A start further back than cycles can be written for. */
    TOO_LATE,
    /** Another subscription is running. */
    ALREADY_SUBSCRIBED,
    /** The subscription has ended. */
    SUBSCRIPTION_ENDED,
    /** The plan's rank is not higher (R15). */
    NOT_AN_UPGRADE,
    /** The plan's rank is not lower (R16). */
    NOT_A_DOWNGRADE,
    /** The order asks for what is already so, or takes back what was not ordered. */
    NOTHING_TO_CHANGE,
    /** The instant the upgrade was paid for lies in another cycle than the running one (R15). */
    NOT_IN_RUNNING_CYCLE,
    /** The grant id was granted before; it is granted once (R19). */
    ALREADY_GRANTED,
    /**
     * The account holds as many grants with credits as one record of it can name; used-up ones make room by
     * themselves.
     */
    TOO_MANY_GRANTS,
    /** No such grant in the account. */
    UNKNOWN_GRANT,
    /** The charge was given back before (R21). */
    ALREADY_REVERSED,
    /** Allowances are the engine's own and cannot be ordered. */
    NOT_GRANTABLE,
    /** The ledger has no such charge, or it says something else (R21). */
    NOT_REVERSIBLE
}
