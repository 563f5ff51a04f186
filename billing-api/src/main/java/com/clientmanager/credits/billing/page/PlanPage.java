package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.PaymentDeclined;
import com.clientmanager.credits.billing.payment.PaymentMethods;
import com.clientmanager.credits.billing.plan.PlanCatalogue;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.subscription.ChangePlan;
import com.clientmanager.credits.billing.subscription.PlanChange;
import com.clientmanager.credits.billing.subscription.PlanPreview;
import com.clientmanager.credits.billing.subscription.UpgradeShown;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Changing the plan: compare, see money and credits before and after, confirm; a waiting downgrade can be taken back.
 */
@Path("/billing/plan")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.BILLING_MANAGE)
public class PlanPage {
    private static final int PAYMENT_REQUIRED = 402;

    private final Readers readers;
    private final Facts facts;
    private final PlanCatalogue catalogue;
    private final ChangePlan plans;
    private final DescribePlanChange describe;
    private final PaymentMethods methods;

    PlanPage(
            Readers readers,
            Facts facts,
            PlanCatalogue catalogue,
            ChangePlan plans,
            DescribePlanChange describe,
            PaymentMethods methods) {
        this.methods = methods;
        this.readers = readers;
        this.facts = facts;
        this.catalogue = catalogue;
        this.plans = plans;
        this.describe = describe;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance plan(Reader reader, PlanOffer offer);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance form(@QueryParam("to") @Nullable String to) {
        Reader reader = readers.reader();
        if (to == null) {
            return Templates.plan(reader, comparison(reader, null));
        }
        try {
            plans.require(reader.account(), to);
            return Templates.plan(reader, preview(reader, to, null));
        } catch (Problem refused) {
            if (refused.code() != ProblemCode.CONFLICT) {
                throw refused;
            }
            FormProblem problem = new FormProblem("The plan cannot be changed now.", refused.detail(), null);
            return Templates.plan(reader, comparison(reader, problem));
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(
            @FormParam("to") @Nullable String to, @FormParam("key") @Nullable String key, @BeanParam Drawn drawn) {
        Reader reader = readers.reader();
        String plan = Objects.requireNonNullElse(to, "");
        try {
            return answer(
                    reader,
                    drawn.decide(
                            reader,
                            WayBack.present("/billing/plan?to=" + plan),
                            state -> plans.change(
                                    reader.account(),
                                    plan,
                                    asked(reader, key, state),
                                    UpgradeShown.of(drawn.at(), drawn.due()))));
        } catch (PaymentDeclined refused) {
            return declined(reader, plan, refused.reason());
        } catch (Problem refused) {
            return refused(reader, refused);
        }
    }

    @POST
    @Path("undo")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response undo(@FormParam("key") @Nullable String key, @BeanParam Drawn drawn) {
        Reader reader = readers.reader();
        return drawn.decide(reader, "/billing", state -> {
            plans.withdraw(reader.account(), asked(reader, key, state));
            return SeePage.at("/billing/done?change=withdrawn");
        });
    }

    private static Asked<PlanChange> asked(Reader reader, @Nullable String key, String state) {
        return new Asked<>(FormKey.of(key), reader.subject(), new IfMatch(state), unkept -> {});
    }

    private Response answer(Reader reader, PlanChange change) {
        return switch (change) {
            case PlanChange.Charged charged -> {
                DeclineReason reason = charged.payment().reason();
                yield charged.payment().failed() && reason != null
                        ? declined(reader, charged.plan(), reason)
                        : SeePage.at(
                                "/billing/done?payment=" + charged.payment().id());
            }
            case PlanChange.UpgradedForNothing ignored -> SeePage.at("/billing/done?change=upgraded");
            case PlanChange.Scheduled ignored -> SeePage.at("/billing/done?change=scheduled");
            case PlanChange.Withdrawn ignored -> SeePage.at("/billing/done?change=withdrawn");
        };
    }

    private Response declined(Reader reader, String plan, DeclineReason reason) {
        FormProblem problem = new FormProblem(
                "The payment was declined. Your plan is unchanged.",
                reason.message(),
                WayBack.throughCard("/billing/plan?to=" + plan));
        return Response.status(PAYMENT_REQUIRED)
                .entity(Templates.plan(reader, preview(reader, plan, problem)))
                .build();
    }

    private Response refused(Reader reader, Problem refused) {
        FormProblem problem = new FormProblem("The plan was not changed.", refused.detail(), null);
        return Response.status(refused.code().status())
                .entity(Templates.plan(reader, comparison(reader, problem)))
                .build();
    }

    private PlanOffer comparison(Reader reader, @Nullable FormProblem problem) {
        String running = facts.subscription(reader.account()).plan();
        int rank = catalogue.plan(running).map(plan -> plan.rank()).orElse(0);
        List<PlanOffer.Choice> choices = catalogue.plans().stream()
                .map(plan -> new PlanOffer.Choice(
                        plan.id(),
                        plan.name(),
                        plan.fee(),
                        plan.includedCredits(),
                        plan.id().equals(running),
                        plan.rank() > rank))
                .toList();
        return new PlanOffer(choices, null, newKey(), Drawn.Fields.of(reader, ""), problem);
    }

    private PlanOffer preview(Reader reader, String to, @Nullable FormProblem problem) {
        String card = methods.of(reader.account())
                .map(method -> Words.card(method.card()))
                .orElse(null);
        String tag = facts.subscriptionTag(reader.account());
        PlanPreview preview = plans.preview(reader.account(), to);
        Drawn.Fields drawn = preview.upgrade()
                ? new Drawn.Fields(
                        reader.account(),
                        tag,
                        preview.effectiveAt(),
                        preview.dueNow().amountMinor())
                : Drawn.Fields.of(reader, tag);
        return new PlanOffer(List.of(), describe.describe(preview, card, reader.figures()), newKey(), drawn, problem);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
