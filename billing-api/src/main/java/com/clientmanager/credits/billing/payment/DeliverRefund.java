package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.invoice.InvoiceLine;
import com.clientmanager.credits.billing.web.Act;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Objects;

/** What follows from money given back: the credit note's line, and what the refunded purpose takes back. */
@ApplicationScoped
class DeliverRefund implements Fulfilment {
    private final PaymentRepository payments;
    private final Instance<Fulfilments> fulfilments;
    private final ObjectMapper json;

    // The fulfilments are asked for late, since they in turn know this one.
    DeliverRefund(PaymentRepository payments, Instance<Fulfilments> fulfilments, ObjectMapper json) {
        this.payments = payments;
        this.fulfilments = fulfilments;
        this.json = json;
    }

    @Override
    public PaymentPurpose purpose() {
        return PaymentPurpose.REFUND;
    }

    @Override
    public List<InvoiceLine> lines(Payment refund) {
        return List.of(new InvoiceLine(
                refund.description() + " (" + order(refund).reason() + ")",
                refund.amount().negated(),
                null,
                null));
    }

    @Override
    public void paid(Payment refund, Act act) {
        WriteRefund.Order order = order(refund);
        if (order.whole() && !order.refused()) {
            Payment original =
                    payments.find(Objects.requireNonNull(refund.refunds())).orElseThrow();
            fulfilments.get().refunded(original, order.reason(), act);
        }
    }

    @Override
    public void failed(Payment refund, DeclineReason reason) {
        // Nothing was taken back yet: the history shows the failed refund and its reason.
    }

    private WriteRefund.Order order(Payment refund) {
        try {
            return json.readValue(refund.order(), WriteRefund.Order.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a refund's order is always readable", e);
        }
    }
}
