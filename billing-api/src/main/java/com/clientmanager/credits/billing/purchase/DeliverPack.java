package com.clientmanager.credits.billing.purchase;

import com.clientmanager.credits.billing.invoice.InvoiceLine;
import com.clientmanager.credits.billing.invoice.InvoiceSettings;
import com.clientmanager.credits.billing.invoice.Tax;
import com.clientmanager.credits.billing.money.Money;
import com.clientmanager.credits.billing.outbox.Outbox;
import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.Fulfilment;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.RevokeGrant;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Orders the grant of a paid pack; the grant's id derives from the payment, so the engine grants once (R19). */
@ApplicationScoped
class DeliverPack implements Fulfilment {
    private final Outbox outbox;
    private final ObjectMapper json;
    private final InvoiceSettings settings;

    DeliverPack(Outbox outbox, ObjectMapper json, InvoiceSettings settings) {
        this.outbox = outbox;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public PaymentPurpose purpose() {
        return PaymentPurpose.PURCHASE;
    }

    @Override
    public List<InvoiceLine> lines(Payment payment) {
        return List.of(new InvoiceLine(payment.description(), payment.amount(), null, null));
    }

    @Override
    public void paid(Payment payment, Act act) {
        PackOrder order = order(payment);
        GrantCredits grant = new GrantCredits();
        grant.setGrantId(grantOf(payment));
        grant.setSource("PURCHASED");
        grant.setAmountMicros(order.credits().micros());
        grant.setNote(payment.description());
        Money net = new Tax(settings.tax().name(), settings.tax().basisPoints()).netOf(payment.amount());
        grant.setPaidMinor(net.amountMinor());
        grant.setCurrency(net.currency());
        Integer days = order.expiresAfterDays();
        if (days != null) {
            grant.setExpiresAt(payment.intendedAt().plus(days, ChronoUnit.DAYS));
        }
        outbox.command(act, payment.deliveryCommand(), grant);
    }

    @Override
    public void failed(Payment payment, DeclineReason reason) {
        // Nothing was ordered yet, so nothing is to be taken back.
    }

    @Override
    public void refunded(Payment original, String reason, Act act) {
        outbox.command(act, "revoke:" + original.id(), new RevokeGrant(grantOf(original), reason));
    }

    private static String grantOf(Payment payment) {
        return "pack:" + payment.id();
    }

    private PackOrder order(Payment payment) {
        try {
            return json.readValue(payment.order(), PackOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pack order is always readable", e);
        }
    }
}
