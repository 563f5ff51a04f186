package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.invoice.InvoiceLine;
import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.Fulfilment;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.plan.Plan;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.web.Act;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Marks a cycle's fee as paid, or as tried in vain (R18). */
@ApplicationScoped
class DeliverFee implements Fulfilment {
    private final FeeRepository fees;
    private final UnpaidFee unpaid;
    private final PlanCatalogue catalogue;
    private final ObjectMapper json;

    DeliverFee(FeeRepository fees, UnpaidFee unpaid, PlanCatalogue catalogue, ObjectMapper json) {
        this.fees = fees;
        this.unpaid = unpaid;
        this.catalogue = catalogue;
        this.json = json;
    }

    @Override
    public PaymentPurpose purpose() {
        return PaymentPurpose.RENEWAL;
    }

    @Override
    public List<InvoiceLine> lines(Payment payment) {
        FeeOrder order = order(payment);
        String plan = catalogue.plan(order.plan()).map(Plan::name).orElse(order.plan());
        return List.of(new InvoiceLine(plan + " package", payment.amount(), order.cycleStart(), order.cycleEnd()));
    }

    @Override
    public void paid(Payment payment, Act act) {
        unpaid.paid(locked(payment), payment.id());
    }

    @Override
    public void failed(Payment payment, DeclineReason reason) {
        unpaid.failed(locked(payment), reason);
    }

    private Fee locked(Payment payment) {
        FeeOrder order = order(payment);
        return fees.lock(order.subscription(), order.cycle());
    }

    private FeeOrder order(Payment payment) {
        try {
            return json.readValue(payment.order(), FeeOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fee's order is always readable", e);
        }
    }
}
