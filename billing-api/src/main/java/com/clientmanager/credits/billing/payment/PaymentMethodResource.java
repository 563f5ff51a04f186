package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.Asked;
import com.clientmanager.credits.billing.web.IfMatch;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

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
    @APIResponse(
            responseCode = "200",
            description = "What may be shown of it",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Card.class)))
    public Response get(@PathParam("account") String account) {
        PaymentMethod method = methods.of(accounts.require(account).id()).orElseThrow(Problem::notFound);
        return Response.ok(method.card()).header("ETag", method.tag()).build();
    }

    @PUT
    @RolesAllowed({Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(summary = "Pay with another card; fees that are open are tried with it at once")
    public Response put(
            @PathParam("account") String account,
            @NotNull @Valid TokenRequest request,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        String id = accounts.require(account).id();
        return call.once(request, key -> {
            Asked<PaymentMethod> asked = new Asked<>(
                    key, signedIn.subject(), new IfMatch(ifMatch), method -> call.keep(Answer.ok(method.card())));
            return Answer.ok(
                    replacePaymentMethod.replace(id, request.token(), asked).card());
        });
    }
}
