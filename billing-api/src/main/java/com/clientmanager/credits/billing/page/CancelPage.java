package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.subscription.CancelSubscription;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Cancelling the package at the end of its cycle, and taking that back until then (R17). */
@Path("/billing/cancel")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.BILLING_MANAGE)
public class CancelPage {
    private final Readers readers;
    private final Facts facts;
    private final CancelSubscription cancellation;
    private final DescribePlanChange plans;

    CancelPage(Readers readers, Facts facts, CancelSubscription cancellation, DescribePlanChange plans) {
        this.readers = readers;
        this.facts = facts;
        this.cancellation = cancellation;
        this.plans = plans;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance cancel(Reader reader, CancelOffer offer);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance form() {
        return show(readers.reader(), null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response cancel(@FormParam("key") @Nullable String key, @BeanParam Drawn drawn) {
        Reader reader = readers.reader();
        try {
            CancelSubscription.Preview cancelled = drawn.decide(
                    reader,
                    "/billing/cancel",
                    state -> cancellation.cancel(
                            reader.account(), FormKey.of(key), reader.subject(), new IfMatch(state)));
            return SeePage.at("/billing/done?change=" + (cancelled.atOnce() ? "ended" : "cancelled"));
        } catch (Problem refused) {
            FormProblem problem = new FormProblem("The package was not cancelled.", refused.detail(), null);
            return Response.status(refused.code().status())
                    .entity(show(reader, problem))
                    .build();
        }
    }

    @POST
    @Path("undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response undo(@FormParam("key") @Nullable String key, @BeanParam Drawn drawn) {
        Reader reader = readers.reader();
        return drawn.decide(reader, "/billing", state -> {
            cancellation.withdraw(reader.account(), FormKey.of(key), reader.subject(), new IfMatch(state));
            return SeePage.at("/billing/done?change=kept");
        });
    }

    private TemplateInstance show(Reader reader, @Nullable FormProblem problem) {
        String tag = facts.subscriptionTag(reader.account());
        CancelSubscription.Preview preview = cancellation.preview(reader.account());
        Figures figures = reader.figures();
        String day = figures.day(preview.endsOn());
        String plan = plans.name(preview.plan());
        return Templates.cancel(
                reader,
                new CancelOffer(
                        plan,
                        day,
                        List.of(
                                "No further included credits and no further " + plan + " fee from " + day + ".",
                                "Included credits that are left then expire: " + figures.credits(preview.lost())
                                        + " as of now."),
                        List.of(
                                "Purchased and promotional credits: " + figures.credits(preview.kept())
                                        + " as of now, usable after the package has ended.",
                                "Your usage, ledger, payments and invoices, here as before."),
                        UUID.randomUUID().toString(),
                        preview.atOnce(),
                        Drawn.Fields.of(reader, tag),
                        problem));
    }
}
