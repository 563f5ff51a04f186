package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The card an account pays with: brand, last four and expiry, never its number. */
@Path("/v1/accounts/{account}/payment-method")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
public class PaymentMethodResource {
    private final Accounts accounts;
    private final SignedIn signedIn;
    private final PaymentMethods methods;
    private final ReplacePaymentMethod replacePaymentMethod;
    private final PaymentCall call;

    PaymentMethodResource(
            Accounts accounts,
            SignedIn signedIn,
            PaymentMethods methods,
            ReplacePaymentMethod replacePaymentMethod,
            PaymentCall call) {
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.methods = methods;
        this.replacePaymentMethod = replacePaymentMethod;
        this.call = call;
    }

    /** The payment provider's token for a card; a card number is refused, since it must never come here. */
    public record TokenRequest(
            @NotBlank
            @Pattern(regexp = "tok_[A-Za-z0-9_]{1,100}", message = "a token of the payment provider is needed")
            String token) {}

    @GET
    @Operation(summary = "The card on file")
    public Card get(@PathParam("account") String account) {
        return methods.of(accounts.require(account).id())
                .map(PaymentMethod::card)
                .orElseThrow(Problem::notFound);
    }

    @PUT
    @RolesAllowed({Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(summary = "Pay with another card; fees that are open are tried with it at once")
    public Response put(@PathParam("account") String account, @NotNull @Valid TokenRequest request) {
        String id = accounts.require(account).id();
        return call.once(
                request,
                key -> Answer.ok(replacePaymentMethod
                        .replace(id, request.token(), signedIn.subject())
                        .card()));
    }
}
