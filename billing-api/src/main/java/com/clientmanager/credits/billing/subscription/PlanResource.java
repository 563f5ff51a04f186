package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentCall;
import com.clientmanager.credits.billing.payment.PaymentJson;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.IfMatch;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Changing the plan (R15, R16). */
@Path("/v1/accounts/{account}/subscription")
@RolesAllowed({Roles.BILLING_MANAGE, Roles.OPERATOR})
public class PlanResource {
    private final Accounts accounts;
    private final SignedIn signedIn;
    private final ChangePlan changePlan;
    private final PaymentCall call;

    PlanResource(Accounts accounts, SignedIn signedIn, ChangePlan changePlan, PaymentCall call) {
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.changePlan = changePlan;
        this.call = call;
    }

    /** A plan of /v1/plans. */
    public record PlanRequest(@NotBlank String plan) {}

    /** What came of it: UPGRADED, SCHEDULED (downgrade at effectiveAt) or WITHDRAWN (the pending downgrade). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PlanChanged(
            String result,
            String plan,
            @Nullable Instant effectiveAt,
            @Nullable PaymentJson payment) {}

    @POST
    @Path("/plan-preview")
    @RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(summary = "Money and credits before and after a change of plan; changes nothing")
    public PlanPreview preview(@PathParam("account") String account, @NotNull @Valid PlanRequest request) {
        return changePlan.preview(accounts.require(account).id(), request.plan());
    }

    @PUT
    @Path("/plan")
    @Operation(
            summary = "Change the plan",
            description = "A higher rank is an upgrade: now, for the fee difference's share of the cycle; 402 when the"
                    + " payment fails, and"
                    + " nothing changes. A lower rank waits for the end of the cycle; the running plan"
                    + " takes that back.")
    public Response change(
            @PathParam("account") String account,
            @NotNull @Valid PlanRequest request,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        String id = accounts.require(account).id();
        return call.once(request, key -> {
            Asked<PlanChange> asked =
                    new Asked<>(key, signedIn.subject(), new IfMatch(ifMatch), change -> call.keep(answer(change)));
            return answer(changePlan.change(id, request.plan(), asked));
        });
    }

    private static Answer answer(PlanChange change) {
        return switch (change) {
            case PlanChange.Charged charged -> answer(charged.plan(), charged.payment());
            case PlanChange.UpgradedForNothing upgraded ->
                Answer.ok(new PlanChanged("UPGRADED", upgraded.plan(), null, null));
            case PlanChange.Scheduled scheduled ->
                Answer.ok(new PlanChanged("SCHEDULED", scheduled.plan(), scheduled.effectiveAt(), null));
            case PlanChange.Withdrawn withdrawn ->
                Answer.ok(new PlanChanged("WITHDRAWN", withdrawn.plan(), null, null));
        };
    }

    private static Answer answer(String plan, Payment payment) {
        return payment.succeeded()
                ? Answer.ok(new PlanChanged("UPGRADED", plan, payment.settledAt(), PaymentJson.of(payment)))
                : PaymentCall.answer(payment, payment);
    }
}
