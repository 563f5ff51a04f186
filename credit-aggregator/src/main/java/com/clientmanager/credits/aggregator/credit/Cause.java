package com.clientmanager.credits.aggregator.credit;

import org.jspecify.annotations.Nullable;

/** Why a ledger line was written. */
public sealed interface Cause {
    /**
     * Usage.
     *
     * @param plan in force at the usage's own time, whose price override held (R5); null: none
     */
    record Used(Usage usage, @Nullable String plan) implements Cause {}

    /** An order, with what there is to say of it. */
    record Ordered(AccountCommand order, @Nullable String note) implements Cause {}

    /** An order that could not be followed. */
    record CommandRefused(AccountCommand order, RefusalCode code, String detail) implements Cause {}

    /** A reversal. */
    record GivenBack(AccountCommand.ReverseCharge order) implements Cause {}

    /** A boundary or an expiry was reached. */
    record TimePassed(@Nullable String note) implements Cause {
        static final TimePassed SILENTLY = new TimePassed(null);
    }
}
