package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.payment.DeclineReason;
import com.clientmanager.credits.billing.payment.Payment;
import com.clientmanager.credits.billing.payment.PaymentCall;
import com.clientmanager.credits.billing.payment.PaymentDeclined;
import com.clientmanager.credits.billing.payment.PaymentIntent;
import com.clientmanager.credits.billing.payment.PaymentJson;
import com.clientmanager.credits.billing.payment.PaymentMethods;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Paying what is open now (R18). */
@Path("/v1/accounts/{account}/subscription/fee-payment")
@RolesAllowed({Roles.BILLING_MANAGE, Roles.OPERATOR})
public class FeeResource {
    private final Accounts accounts;
    private final SignedIn signedIn;
    private final OpenFees openFees;
    private final CollectFees collectFees;
    private final PaymentMethods methods;
    private final PaymentCall call;

    FeeResource(
            Accounts accounts,
            SignedIn signedIn,
            OpenFees openFees,
            CollectFees collectFees,
            PaymentMethods methods,
            PaymentCall call) {
        this.methods = methods;
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.openFees = openFees;
        this.collectFees = collectFees;
        this.call = call;
    }

    /** The payments tried, oldest fee first. */
    public record Paid(List<PaymentJson> payments) {}

    @POST
    @Operation(summary = "Pay all open fees with the card on file; a suspended package resumes")
    public Response pay(@PathParam("account") String account) {
        String id = accounts.require(account).id();
        return call.once(null, key -> {
            String by = signedIn.subject();
            List<Payment> tried = collectFees.payOpen(id, by, PaymentIntent.idFrom("pay-fees", id, by, key));
            if (tried.isEmpty()) {
                throw whyNothingWasTried(id);
            }
            Payment last = tried.getLast();
            return last.succeeded()
                    ? Answer.ok(new Paid(tried.stream().map(PaymentJson::of).toList()))
                    : PaymentCall.answer(last, last);
        });
    }

    private RuntimeException whyNothingWasTried(String account) {
        if (openFees.of(account).isEmpty()) {
            return Problem.of(ProblemCode.CONFLICT, "Nothing is open.");
        }
        return methods.of(account).isEmpty()
                ? new PaymentDeclined(DeclineReason.NO_PAYMENT_METHOD, null)
                : Problem.of(ProblemCode.CONFLICT, "The fee is being paid at this moment. Look again shortly.");
    }
}
