package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.invoice.InvoiceOrder;
import com.clientmanager.credits.billing.invoice.IssueInvoice;
import com.clientmanager.credits.billing.payment.GatewayAnswer.Approved;
import com.clientmanager.credits.billing.payment.GatewayAnswer.Declined;
import com.clientmanager.credits.billing.payment.GatewayAnswer.Unknown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Writes what the gateway said, with everything that follows from it, in one transaction: the payment's end, its
 * invoice, and the command that delivers (R19, R20).
 *
 * <p>Locks are taken in the order payment, account (outbox), invoice counter; the counter last, because all accounts
 * share it.
 */
@ApplicationScoped
class SettlePayment {
    private final PaymentRepository payments;
    private final IssueInvoice invoices;
    private final Fulfilments fulfilments;
    private final DeclineLimit limit;
    private final PaymentTrail trail;
    private final Clock clock;

    SettlePayment(
            PaymentRepository payments,
            IssueInvoice invoices,
            Fulfilments fulfilments,
            DeclineLimit limit,
            PaymentTrail trail,
            Clock clock) {
        this.payments = payments;
        this.invoices = invoices;
        this.fulfilments = fulfilments;
        this.limit = limit;
        this.trail = trail;
        this.clock = clock;
    }

    /** The payment after the answer; a payment that is final already is left as it is. */
    @Transactional
    public Payment settle(String id, GatewayAnswer answer) {
        Payment payment = payments.lock(id);
        if (payment.status().isFinal()) {
            return payment;
        }
        switch (answer) {
            case Approved approved -> succeed(payment, approved.reference());
            case Declined declined -> {
                limit.declined(payment, payments.token(id), declined.reason());
                fulfilments.failed(payment, declined.reason());
                payments.failed(id, declined.reason(), clock.instant());
            }
            case Unknown ignored -> payments.unanswered(id, clock.instant());
        }
        trail.reached(PaymentStep.PAYMENT_SETTLED, id);
        return payments.find(id).orElseThrow();
    }

    private void succeed(Payment payment, String reference) {
        fulfilments.paid(payment);
        trail.reached(PaymentStep.ORDER_DELIVERED, payment.id());
        String number = invoices.issue(new InvoiceOrder(
                payment.account(),
                payment.id(),
                fulfilments.lines(payment),
                payment.card().brand() + " •••• " + payment.card().last4(),
                payment.refunds()));
        trail.reached(PaymentStep.INVOICE_ISSUED, payment.id());
        payments.succeeded(payment.id(), reference, number, clock.instant());
    }
}
