package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentHistory;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Listing;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Billing History: every payment, succeeded or failed, with its invoice or credit note (R20). */
@Path("/billing/history")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE})
public class HistoryPage {
    private static final int SHOWN = 50;

    private final Readers readers;
    private final PaymentHistory history;

    HistoryPage(Readers readers, PaymentHistory history) {
        this.readers = readers;
        this.history = history;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance history(Reader reader, PaymentsShown shown);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page(@QueryParam("cursor") @Nullable String cursor) {
        Reader reader = readers.reader();
        Listing<Payment> found = history.page(reader.account(), cursor, SHOWN);
        var payments = found.items().stream().map(HistoryPage::shown).toList();
        return Templates.history(reader, new PaymentsShown(payments, found.nextCursor()));
    }

    private static PaymentsShown.Shown shown(Payment payment) {
        boolean refund = payment.purpose() == PaymentPurpose.REFUND;
        DeclineReason reason = payment.reason();
        return new PaymentsShown.Shown(
                payment.intendedAt(),
                payment.description(),
                reason == null ? null : reason.message(),
                Words.card(payment.card()),
                status(payment, refund),
                payment.succeeded() ? "good" : payment.failed() ? "bad" : "warn",
                refund ? payment.amount().negated() : payment.amount(),
                documents(payment, refund));
    }

    private static String status(Payment payment, boolean refund) {
        if (payment.failed()) {
            return "Failed";
        }
        if (payment.open()) {
            return "Being checked";
        }
        return refund ? "Refunded" : "Paid";
    }

    private static List<PaymentsShown.Document> documents(Payment payment, boolean refund) {
        String number = payment.invoice();
        if (number == null) {
            return List.of();
        }
        String kind = refund ? "Credit note" : "Invoice";
        return List.of(new PaymentsShown.Document(kind, number, InvoiceLink.to(number)));
    }
}
