package com.clientmanager.credits.billing.renewal;

/** Where a cycle's fee stands. */
enum FeeStatus {
    /** The first cycle's fee, waiting for the account's first card; nothing is held against the customer for it. */
    AWAITING_CARD,
    /** Due and not tried yet. */
    DUE,
    /** Tried in vain; tried again on its days (R18). */
    PAST_DUE,
    /** Tried in vain on the last day: no further allowance until paid. */
    SUSPENDED,
    PAID
}
