package com.clientmanager.credits.billing.purchase;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentCall;
import com.clientmanager.credits.billing.payment.PaymentJson;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Buying credit packs (R19). */
@Path("/v1/accounts/{account}/credit-purchases")
@RolesAllowed({Roles.BILLING_MANAGE, Roles.OPERATOR})
public class PurchaseResource {
    private final Accounts accounts;
    private final SignedIn signedIn;
    private final BuyCredits buyCredits;
    private final PaymentCall call;

    PurchaseResource(Accounts accounts, SignedIn signedIn, BuyCredits buyCredits, PaymentCall call) {
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.buyCredits = buyCredits;
        this.call = call;
    }

    /** Which pack of /v1/credit-packs. */
    public record PurchaseRequest(@NotBlank String pack) {}

    @POST
    @Operation(
            summary = "Buy a credit pack",
            description = "201 paid, invoiced and granted; 402 with the provider's reason; 202 while the provider has"
                    + " not told:"
                    + " the payment is ended by itself and seen under Location. Send an Idempotency-Key.")
    public Response buy(@PathParam("account") String account, @NotNull @Valid PurchaseRequest request) {
        String id = accounts.require(account).id();
        return call.once(request, key -> {
            Payment payment = buyCredits.buy(id, request.pack(), key, signedIn.subject());
            return PaymentCall.answer(payment, PaymentJson.of(payment));
        });
    }
}
