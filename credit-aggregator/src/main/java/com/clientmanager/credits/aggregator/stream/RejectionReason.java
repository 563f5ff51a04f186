package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.RefusalCode;

/** Why a record is kept on usage.rejected.v1 instead of being obeyed (R4). The names are stable: operators and the API see them. */
public enum RejectionReason {
    /** The bytes are not a usage event, or their schema is not known to the registry. */
    UNREADABLE,
    /** The record's key is not the account that the event names. */
    KEY_MISMATCH,
    /** Zero or fewer units. */
    QUANTITY_NOT_POSITIVE,
    /** Dated more than 5 minutes after it was appended (R3). */
    IN_THE_FUTURE,
    /** Older than the lateness window (R3). */
    TOO_LATE,
    /** No subscription has opened the account yet; replayed by itself once one does. */
    UNKNOWN_ACCOUNT,
    /** The identity is known and said something else (R2). */
    CONFLICT,
    /** The rate card does not know the action. */
    UNKNOWN_ACTION,
    /** The action has no price at the event's time (R6). */
    NO_PRICE,
    /** The charge or a sum does not fit (R1). */
    AMOUNT_OVERFLOW,
    /** The bytes are not an account command that can be followed. */
    COMMAND_UNREADABLE,
    /** A command that should have opened its account and could not. */
    COMMAND_REFUSED;

    /** The engine's code for usage that changes nothing, as it is kept. */
    static RejectionReason ofUsage(RefusalCode code) {
        return switch (code) {
            case UNKNOWN_ACCOUNT -> UNKNOWN_ACCOUNT;
            case AMOUNT_OVERFLOW -> AMOUNT_OVERFLOW;
            case QUANTITY_NOT_POSITIVE -> QUANTITY_NOT_POSITIVE;
            case IN_THE_FUTURE -> IN_THE_FUTURE;
            case TOO_LATE -> TOO_LATE;
            default -> throw new IllegalStateException("usage was refused as if it were a command: " + code);
        };
    }

    /** The engine's code for a command that could not even be answered on the ledger, as it is kept. */
    static RejectionReason ofCommand(RefusalCode code) {
        return code == RefusalCode.UNKNOWN_ACCOUNT ? UNKNOWN_ACCOUNT : COMMAND_REFUSED;
    }

    /** Whether it tells of a usage event, not of a command. */
    public boolean isOfUsage() {
        return this != COMMAND_UNREADABLE && this != COMMAND_REFUSED;
    }
}
