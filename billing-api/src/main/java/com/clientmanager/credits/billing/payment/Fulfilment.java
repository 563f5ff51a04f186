package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.invoice.InvoiceLine;
import com.clientmanager.credits.billing.web.Act;
import java.util.List;

/**
 * What one purpose of payment delivers. Each purpose has exactly one, found as a bean.
 *
 * <p>{@link #paid} and {@link #failed} are called once per payment, in the transaction that makes it final: what they
 * write, commands in the outbox included, commits together with the payment and its invoice or not at all.
 */
public interface Fulfilment {
    PaymentPurpose purpose();

    /** The invoice's lines; their amounts add up to the payment's. */
    List<InvoiceLine> lines(Payment payment);

    /** Delivers what was paid for; `act` is the audit row of the payment's end. */
    void paid(Payment payment, Act act);

    void failed(Payment payment, DeclineReason reason);

    /**
     * All of a successful payment is given back, in the transaction that ends the refund, whose audit row `act` is:
     * takes back what can be taken back.
     */
    default void refunded(Payment original, String reason, Act act) {}

    /** The engine would not do what was paid for; the money is being given back. */
    default void refused(Payment original) {}
}
