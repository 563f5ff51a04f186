package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.payment.PaymentMethod;
import com.clientmanager.credits.billing.payment.PaymentMethods;
import com.clientmanager.credits.billing.payment.ReplacePaymentMethod;
import com.clientmanager.credits.billing.renewal.CollectFees;
import com.clientmanager.credits.billing.renewal.OpenFees;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Payment details: which card the account pays with, chosen by the provider's token; a card number is never asked for.
 */
@Path("/billing/payment-method")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.BILLING_MANAGE)
public class CardPage {
    private final Readers readers;
    private final PaymentMethods methods;
    private final ReplacePaymentMethod replacement;
    private final CollectFees collectFees;
    private final OpenFees fees;

    CardPage(
            Readers readers,
            PaymentMethods methods,
            ReplacePaymentMethod replacement,
            CollectFees collectFees,
            OpenFees fees) {
        this.collectFees = collectFees;
        this.fees = fees;
        this.readers = readers;
        this.methods = methods;
        this.replacement = replacement;
    }

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance paymentMethod(Reader reader, CardChoice choice);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance form(@QueryParam("next") @Nullable String next) {
        return show(readers.reader(), next, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response replace(
            @FormParam("token") @Nullable String token,
            @FormParam("next") @Nullable String next,
            @BeanParam Drawn drawn) {
        Reader reader = readers.reader();
        try {
            drawn.decide(
                    reader,
                    "/billing/payment-method",
                    state -> replacement.replace(
                            reader.account(), Objects.requireNonNullElse(token, ""), asked(reader, state)));
            return SeePage.at(Objects.requireNonNullElse(WayBack.of(next), "/billing/done?change=card"));
        } catch (Problem refused) {
            FormProblem problem = new FormProblem("The card was not changed.", refused.detail(), null);
            return Response.status(refused.code().status())
                    .entity(show(reader, next, problem))
                    .build();
        }
    }

    /** Fees and card are still those that the form showed, and the card must be until it is replaced. */
    private Asked<PaymentMethod> asked(Reader reader, String state) {
        String card = IfMatch.tagOrNothing(
                methods.of(reader.account()).map(PaymentMethod::tag).orElse(null));
        new IfMatch(state).require(collectFees.tag(reader.account()));
        return new Asked<>("", reader.subject(), new IfMatch(card), unkept -> {});
    }

    private TemplateInstance show(Reader reader, @Nullable String next, @Nullable FormProblem problem) {
        Drawn.Fields drawn = Drawn.Fields.of(reader, collectFees.tag(reader.account()));
        String present = methods.of(reader.account())
                .map(method -> Words.card(method.card()) + ", " + Words.cardExpiry(method.card()))
                .orElse(null);
        String owed = fees.of(reader.account())
                .map(debt -> reader.figures().money(debt.amount()))
                .orElse(null);
        return Templates.paymentMethod(
                reader, new CardChoice(present, CardChoice.SANDBOX, WayBack.of(next), owed, drawn, problem));
    }
}
