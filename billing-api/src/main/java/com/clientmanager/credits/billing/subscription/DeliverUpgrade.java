package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.invoice.InvoiceLine;
import com.clientmanager.credits.billing.orders.Course;
import com.clientmanager.credits.billing.orders.SubscriptionOrders;
import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.Fulfilment;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.payment.RefundRefused;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.UpgradePlan;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Orders a paid upgrade at the instant its fee share was computed for (R15); one that a cancellation overtook is given
 * back.
 */
@ApplicationScoped
class DeliverUpgrade implements Fulfilment {
    private final SubscriptionOrders orders;
    private final RefundRefused refunds;
    private final Standings standings;
    private final ObjectMapper json;

    DeliverUpgrade(SubscriptionOrders orders, RefundRefused refunds, Standings standings, ObjectMapper json) {
        this.orders = orders;
        this.refunds = refunds;
        this.standings = standings;
        this.json = json;
    }

    @Override
    public PaymentPurpose purpose() {
        return PaymentPurpose.UPGRADE;
    }

    @Override
    public List<InvoiceLine> lines(Payment payment) {
        UpgradeOrder order = read(payment);
        return List.of(new InvoiceLine(payment.description(), payment.amount(), order.effectiveAt(), order.cycleEnd()));
    }

    @Override
    public void paid(Payment payment, Act act) {
        orders.hold(payment.account());
        if (orders.course(payment.account()).filter(Course::cancelled).isPresent()) {
            refunds.owe(payment.id(), "the package was cancelled before the payment succeeded");
            return;
        }
        order(act, payment.deliveryCommand(), read(payment));
    }

    @Override
    public void failed(Payment payment, DeclineReason reason) {
        // Nothing changes when the payment fails (R15).
    }

    @Override
    public void refused(Payment original) {
        standings.ordered(original.account(), read(original).from());
    }

    void order(Act act, String commandId, UpgradeOrder order) {
        PlanTerms terms = new PlanTerms(order.plan(), order.includedCredits().micros(), order.rank());
        orders.send(act, commandId, new UpgradePlan(terms, order.effectiveAt()));
        standings.ordered(act.account(), order.plan());
    }

    UpgradeOrder read(Payment payment) {
        try {
            return json.readValue(payment.order(), UpgradeOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an upgrade order is always readable", e);
        }
    }

    String text(UpgradeOrder order) {
        try {
            return json.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order is always JSON", e);
        }
    }
}
