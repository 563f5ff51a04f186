package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.page.Outcome.Row;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentHistory;
import com.clientmanager.credits.billing.payment.PaymentPurpose;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What came of a change, on a page that can be reloaded without doing it again. */
@Path("/billing/done")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.BILLING_MANAGE)
public class DonePage {
    private final Readers readers;
    private final PaymentHistory history;

    DonePage(Readers readers, PaymentHistory history) {
        this.readers = readers;
        this.history = history;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance done(Reader reader, Outcome outcome);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance page(
            @QueryParam("payment") @Nullable String payment, @QueryParam("change") @Nullable String change) {
        Reader reader = readers.reader();
        Outcome outcome = payment == null
                ? changed(change == null ? "" : change)
                : history.find(reader.account(), payment)
                        .map(found -> paid(found, history.isGivenBack(found), reader.figures()))
                        .orElseThrow(Problem::notFound);
        return Templates.done(reader, outcome);
    }

    private static Outcome paid(Payment payment, boolean givenBack, Figures figures) {
        boolean upgrade = switch (payment.purpose()) {
            case UPGRADE -> true;
            case PURCHASE, RENEWAL, REFUND -> false;
        };
        boolean fee = payment.purpose() == PaymentPurpose.RENEWAL;
        String crumb = upgrade ? "Change plan" : fee ? "Pay now" : "Buy more credits";
        List<Row> rows = new ArrayList<>(List.of(
                Row.of("For", payment.description()),
                Row.of("Amount", figures.money(payment.amount())),
                Row.of("Card", Words.card(payment.card()))));
        if (payment.invoice() != null) {
            rows.add(new Row("Invoice", payment.invoice(), InvoiceLink.to(payment.invoice())));
        }
        if (givenBack) {
            String back = "It could not be carried out any more, so the whole payment is being given back."
                    + " The billing history shows it.";
            return new Outcome("Not carried out", crumb, "warn", back, rows, null);
        }
        if (payment.succeeded()) {
            String next = upgrade
                    ? "The upgrade is in force and its credits are being added."
                    : fee
                            ? "The fee is paid. A suspended package resumes in a moment."
                            : "The credits are being added: your balance shows them in a moment.";
            return new Outcome("Paid. Thank you!", crumb, "good", next, rows, null);
        }
        if (payment.failed()) {
            String reason = payment.reason() == null
                    ? "Nothing was charged."
                    : payment.reason().message();
            return new Outcome("The payment failed", crumb, "bad", reason, rows, null);
        }
        return new Outcome(
                "The payment is being checked",
                crumb,
                "warn",
                "The payment provider has not answered yet. It is asked again until it does, mostly within half a"
                        + " minute, and this page tells: either the payment is completed and delivered, or"
                        + " nothing is charged. There is no need to pay again. The billing history shows what came"
                        + " of it.",
                rows,
                "/billing/done?payment=" + payment.id());
    }

    private static Outcome changed(String change) {
        return switch (change) {
            case "upgraded" ->
                done(
                        "The plan is changed",
                        "Change plan",
                        "The upgrade is in force. Nothing was due for the rest of this cycle.");
            case "scheduled" ->
                done(
                        "The change is planned",
                        "Change plan",
                        "It takes effect at the next renewal. Until then you can take it back on the billing page.");
            case "withdrawn" -> done("You keep your plan", "Change plan", "The change that was waiting is taken back.");
            case "cancelled" ->
                done(
                        "The package is cancelled",
                        "Cancel package",
                        "It ends with this cycle. Until then you can take this back on the billing page. Purchased"
                                + " credits stay.");
            case "ended" ->
                done(
                        "The package has ended",
                        "Cancel package",
                        "It was suspended, so it ended at once. Purchased credits stay usable.");
            case "kept" ->
                done(
                        "You keep your package",
                        "Cancel package",
                        "The cancellation is taken back. The package renews as before.");
            case "card" ->
                done(
                        "The card is changed",
                        "Payment details",
                        "The next payment uses it. A fee that was open has been tried with it: the billing history"
                                + " shows what came of it.");
            default -> throw Problem.notFound();
        };
    }

    private static Outcome done(String title, String crumb, String detail) {
        return new Outcome(title, crumb, "good", detail, List.of(), null);
    }
}
