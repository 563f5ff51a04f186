package com.clientmanager.credits.billing.payment;

import org.jspecify.annotations.Nullable;

/**
 * Ends a request with 402 and the provider's reason; {@code payment} is the failed payment, or null when none could be
 * tried.
 */
public final class PaymentDeclined extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient DeclineReason reason;
    private final transient @Nullable Payment payment;

    public PaymentDeclined(DeclineReason reason, @Nullable Payment payment) {
        super("payment declined: " + reason.code());
        this.reason = reason;
        this.payment = payment;
    }

    public DeclineReason reason() {
        return reason;
    }

    public @Nullable Payment payment() {
        return payment;
    }
}
