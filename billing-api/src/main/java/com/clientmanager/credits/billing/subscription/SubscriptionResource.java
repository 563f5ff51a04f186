package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The subscription as it stands. */
@Path("/v1/accounts/{account}/subscription")
public class SubscriptionResource {
    private final Accounts accounts;
    private final Subscriptions subscriptions;

    SubscriptionResource(Accounts accounts, Subscriptions subscriptions) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
    }

    @GET
    @RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(
            operationId = "subscription",
            summary = "Plan, status, fee and the next boundary",
            description = "renewsOn is a date in the account's own zone (R12). Status is OPENING until the engine's"
                    + " first line. The ETag changes"
                    + " with everything but asOf; If-Match on a change of plan or a cancellation takes it.")
    @APIResponse(
            responseCode = "200",
            description = "The subscription",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SubscriptionView.class)))
    public Response subscription(@PathParam("account") String account) {
        Subscriptions.Tagged found = subscriptions.of(accounts.require(account));
        return Response.ok(found.view()).header("ETag", found.tag()).build();
    }
}
