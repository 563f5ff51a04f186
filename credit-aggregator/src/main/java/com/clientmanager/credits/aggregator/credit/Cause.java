package com.clientmanager.credits.aggregator.credit;

import org.jspecify.annotations.Nullable;

/** Why a ledger line was written. */
public sealed interface Cause {
    /** Usage. */
    record Used(Usage usage) implements Cause {}

    /** An order, with the reason somebody gave. */
    record Ordered(String commandId, @Nullable String note) implements Cause {}

    /** An order that could not be followed. */
    record NotObeyed(String commandId, RefusalCode code, String detail) implements Cause {}

    /** A reversal. */
    record GivenBack(AccountOrder.ReverseCharge order) implements Cause {}

    /** A boundary or an expiry was reached. */
    record TimePassed(@Nullable String note) implements Cause {
        static final TimePassed SILENTLY = new TimePassed(null);
    }
}
