package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Listing;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The billing history and, for operators, giving money back (R20). */
@Path("/v1/accounts/{account}/payments")
@RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
public class PaymentResource {
    /** As {@code UsageLimits.isValidText}: the reason goes to the engine with the command that takes credits back. */
    private static final String VALID_TEXT = "[^\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF]*";

    private final Accounts accounts;
    private final SignedIn signedIn;
    private final PaymentHistory history;
    private final RefundPayment refunds;
    private final PaymentCall call;

    PaymentResource(
            Accounts accounts, SignedIn signedIn, PaymentHistory history, RefundPayment refunds, PaymentCall call) {
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.history = history;
        this.refunds = refunds;
        this.call = call;
    }

    /** What to give back: all that is left without an amount; reason is printed on the credit note. */
    public record RefundRequest(
            @Nullable @Positive Long amountMinor,

            @NotBlank @Size(max = 200) @Pattern(regexp = VALID_TEXT, message = "must not hold control characters")
            String reason) {}

    @GET
    @Operation(summary = "Every payment, succeeded or failed, newest first")
    public Listing<PaymentJson> list(
            @PathParam("account") String account,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @Nullable
                    String limit) {
        Listing<Payment> page = history.page(accounts.require(account).id(), cursor, Listing.limit(limit));
        return new Listing<>(page.items().stream().map(PaymentJson::of).toList(), page.nextCursor(), page.asOf());
    }

    @GET
    @Path("/{payment}")
    @Operation(summary = "One payment")
    public PaymentJson one(@PathParam("account") String account, @PathParam("payment") String payment) {
        return history.find(accounts.require(account).id(), payment)
                .map(PaymentJson::of)
                .orElseThrow(Problem::notFound);
    }

    @POST
    @Path("/{payment}/refund")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary =
                    "Give money back: a credit note is issued; a pack refunded whole loses what is left of its credits")
    public Response refund(
            @PathParam("account") String account,
            @PathParam("payment") String payment,
            @NotNull @Valid RefundRequest request) {
        Payment original = history.find(accounts.require(account).id(), payment).orElseThrow(Problem::notFound);
        return call.once(request, key -> {
            Payment refund = refunds.refund(original, request.amountMinor(), request.reason(), key, signedIn.subject());
            return PaymentCall.answer(refund, PaymentJson.of(refund));
        });
    }
}
