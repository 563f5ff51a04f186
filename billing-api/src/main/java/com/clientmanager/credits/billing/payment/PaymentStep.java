package com.clientmanager.credits.billing.payment;

/** The places between which a process may die, in the order a payment passes them. */
public enum PaymentStep {
    /** Inside the transaction that writes the intent. */
    INTENT_WRITTEN,
    /** The intent is committed, the gateway has not been asked. */
    INTENT_COMMITTED,
    /** The gateway has answered, nothing of it is written. */
    GATEWAY_ANSWERED,
    /** Inside the last transaction: the order is delivered to the outbox. */
    ORDER_DELIVERED,
    /** Inside the last transaction: the invoice has its number. */
    INVOICE_ISSUED,
    /** Inside the last transaction: the payment is final; only the commit is missing. */
    PAYMENT_SETTLED,
    /** The last transaction is committed, the caller has no answer yet. */
    SETTLEMENT_COMMITTED
}
