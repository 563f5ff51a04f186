package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.RefusalCode;
import com.clientmanager.credits.schemas.UsageLimits;

/**
 * Why a record is kept on usage.rejected.v1 instead of being obeyed (R4). The names are stable: operators and the API
 * see them.
 */
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
    /** A text of the event, or the number of its dimensions, is beyond what every store and reader holds (R4). */
    FIELD_TOO_LONG,
    /** A text is empty or holds control characters or unpaired surrogates; or the time is outside 1970 to 9999 (R4). */
    FIELD_INVALID,
    /** More than 2^53 − 1 units (R1, R4). */
    QUANTITY_TOO_LARGE,
    /** Not obeyed, and too large to keep: only its place, size and SHA-256 are (R4). Not replayable. */
    RECORD_TOO_LARGE,
    /** The charge is above 1,000,000,000 credits, or a sum does not fit (R1). */
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
            case INVALID_AMOUNT,
                    ALREADY_SUBSCRIBED,
                    SUBSCRIPTION_ENDED,
                    NOT_AN_UPGRADE,
                    NOT_A_DOWNGRADE,
                    NOTHING_TO_CHANGE,
                    NOT_IN_RUNNING_CYCLE,
                    ALREADY_GRANTED,
                    TOO_MANY_GRANTS,
                    UNKNOWN_GRANT,
                    ALREADY_REVERSED,
                    NOT_GRANTABLE,
                    NOT_REVERSIBLE ->
                throw new IllegalStateException("usage was refused as if it were a command: " + code);
        };
    }

    /** The engine's code for a command that could not even be answered on the ledger, as it is kept. */
    static RejectionReason ofCommand(RefusalCode code) {
        return code == RefusalCode.UNKNOWN_ACCOUNT ? UNKNOWN_ACCOUNT : COMMAND_REFUSED;
    }

    /** The limit that a value of an event is beyond, as it is kept. */
    static RejectionReason ofLimit(UsageLimits.Code code) {
        return switch (code) {
            case FIELD_TOO_LONG -> FIELD_TOO_LONG;
            case FIELD_INVALID -> FIELD_INVALID;
            case QUANTITY_TOO_LARGE -> QUANTITY_TOO_LARGE;
        };
    }
}
