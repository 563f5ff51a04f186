package com.clientmanager.credits.billing.ledger;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.IdempotentCall;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Giving a charge back. */
@Path("/v1/accounts/{account}/ledger/{seq: \\d{1,18}}/reversal")
public class ReversalResource {
    private final Accounts accounts;
    private final ReverseCharges reverse;
    private final IdempotentCall call;

    ReversalResource(Accounts accounts, ReverseCharges reverse, IdempotentCall call) {
        this.accounts = accounts;
        this.reverse = reverse;
        this.call = call;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "reverseCharge",
            summary = "Give a charge back along its recorded allocations (R21)",
            description = "A charge is given back once, whoever asks and however often.")
    @APIResponse(
            responseCode = "202",
            description = "Ordered; the ledger's REVERSAL line confirms it",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ReverseCharges.Ordered.class)))
    public Response reverse(
            @PathParam("account") String account, @PathParam("seq") long seq, ReverseCharges.@Nullable Order order) {
        accounts.require(account);
        if (order == null) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "A body is needed: reason.");
        }
        return call.once(order, () -> Answer.accepted(reverse.reverse(account, seq, order)));
    }
}
