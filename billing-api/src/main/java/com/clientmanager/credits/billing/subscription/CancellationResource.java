package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.account.Account;
import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.IdempotentCall;
import com.clientmanager.credits.billing.web.IfMatch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Cancelling a package and taking that back (R17). */
@Path("/v1/accounts/{account}/subscription/cancellation")
@RolesAllowed({Roles.BILLING_MANAGE, Roles.OPERATOR})
public class CancellationResource {
    private final Accounts accounts;
    private final Subscriptions subscriptions;
    private final SignedIn signedIn;
    private final CancelSubscription cancelSubscription;
    private final IdempotentCall call;

    CancellationResource(
            Accounts accounts,
            Subscriptions subscriptions,
            SignedIn signedIn,
            CancelSubscription cancelSubscription,
            IdempotentCall call) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.signedIn = signedIn;
        this.cancelSubscription = cancelSubscription;
        this.call = call;
    }

    @GET
    @RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(summary = "What cancelling would lose and keep; changes nothing. The ETag is the subscription's")
    @APIResponse(
            responseCode = "200",
            description = "What is lost and kept as of now",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CancelSubscription.Preview.class)))
    public Response preview(@PathParam("account") String account) {
        Account known = accounts.require(account);
        String tag = subscriptions.of(known).tag();
        return Response.ok(cancelSubscription.preview(known.id()))
                .header("ETag", tag)
                .build();
    }

    @POST
    @Operation(summary = "Cancel at the end of the running cycle")
    public Response cancel(@PathParam("account") String account, @HeaderParam("If-Match") @Nullable String ifMatch) {
        String id = accounts.require(account).id();
        return call.once(
                null,
                () -> Answer.ok(
                        cancelSubscription.cancel(id, call.keyOrFresh(), signedIn.subject(), new IfMatch(ifMatch))));
    }

    @DELETE
    @Operation(summary = "Take the cancellation back")
    public Response withdraw(@PathParam("account") String account, @HeaderParam("If-Match") @Nullable String ifMatch) {
        String id = accounts.require(account).id();
        return call.once(null, () -> {
            cancelSubscription.withdraw(id, call.keyOrFresh(), signedIn.subject(), new IfMatch(ifMatch));
            return Answer.noContent();
        });
    }
}
