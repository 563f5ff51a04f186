package com.clientmanager.credits.billing.subscription;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.payment.PaymentCall;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Cancelling a package and taking that back (R17). */
@Path("/v1/accounts/{account}/subscription/cancellation")
@RolesAllowed({Roles.BILLING_MANAGE, Roles.OPERATOR})
public class CancellationResource {
    private final Accounts accounts;
    private final SignedIn signedIn;
    private final CancelSubscription cancelSubscription;
    private final PaymentCall call;

    CancellationResource(
            Accounts accounts, SignedIn signedIn, CancelSubscription cancelSubscription, PaymentCall call) {
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.cancelSubscription = cancelSubscription;
        this.call = call;
    }

    @GET
    @RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(summary = "What cancelling would lose and keep; changes nothing")
    public CancelSubscription.Preview preview(@PathParam("account") String account) {
        return cancelSubscription.preview(accounts.require(account).id());
    }

    @POST
    @Operation(summary = "Cancel at the end of the running cycle")
    public Response cancel(@PathParam("account") String account) {
        String id = accounts.require(account).id();
        return call.once(null, key -> Answer.ok(cancelSubscription.cancel(id, key, signedIn.subject())));
    }

    @DELETE
    @Operation(summary = "Take the cancellation back")
    public Response withdraw(@PathParam("account") String account) {
        String id = accounts.require(account).id();
        return call.once(null, key -> {
            cancelSubscription.withdraw(id, key, signedIn.subject());
            return Answer.noContent();
        });
    }
}
