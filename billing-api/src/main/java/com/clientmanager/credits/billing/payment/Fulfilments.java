package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.invoice.InvoiceLine;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.billing.web.Audit;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds what a payment delivers by its purpose and leaves the audit row of its end. */
@ApplicationScoped
class Fulfilments {
    private final List<Fulfilment> all;
    private final Audit audit;

    Fulfilments(@All List<Fulfilment> all, Audit audit) {
        this.all = all;
        this.audit = audit;
    }

    List<InvoiceLine> lines(Payment payment) {
        return of(payment.purpose()).lines(payment);
    }

    void paid(Payment payment) {
        of(payment.purpose()).paid(payment, record(payment, "succeeded", ""));
    }

    void failed(Payment payment, DeclineReason reason) {
        of(payment.purpose()).failed(payment, reason);
        record(payment, "failed", reason.code());
    }

    void refused(Payment payment) {
        of(payment.purpose()).refused(payment);
        record(payment, "refused", "");
    }

    void refunded(Payment original, String reason, Act act) {
        of(original.purpose()).refunded(original, reason, act);
    }

    private Act record(Payment payment, String outcome, String reason) {
        return audit.act(
                payment.intendedBy(),
                payment.account(),
                payment.purpose().name().toLowerCase(Locale.ROOT) + "." + outcome,
                Map.of(
                        "payment", payment.id(),
                        "amountMinor", payment.amount().amountMinor(),
                        "currency", payment.amount().currency(),
                        "reason", reason));
    }

    private Fulfilment of(PaymentPurpose purpose) {
        return all.stream()
                .filter(fulfilment -> fulfilment.purpose() == purpose)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing delivers " + purpose));
    }
}
