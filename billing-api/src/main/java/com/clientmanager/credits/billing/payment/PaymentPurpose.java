package com.clientmanager.credits.billing.payment;

/** What a payment is for. */
public enum PaymentPurpose {
    /** A credit pack (R19). */
    PURCHASE,
    /** The fee difference of an upgrade (R15). */
    UPGRADE,
    /** A cycle's fee (R18). */
    RENEWAL,
    /** Money given back (R20). */
    REFUND
}
