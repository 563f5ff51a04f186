package com.clientmanager.credits.billing.payment;

/**
 * Why a payment failed: the provider's stable code, for example insufficient_funds, and a sentence for the customer
 * that says what to do.
 */
public record DeclineReason(String code, String message) {
    /** Nothing was charged because the attempt was cut off before the provider had it. */
    public static final DeclineReason INTERRUPTED = new DeclineReason(
            "interrupted",
            "The payment was interrupted before it reached the bank. Nothing was charged: please try again.");

    /** There is no card to charge. */
    public static final DeclineReason NO_PAYMENT_METHOD =
            new DeclineReason("no_payment_method", "There is no payment method yet. Add a card and try again.");
}
