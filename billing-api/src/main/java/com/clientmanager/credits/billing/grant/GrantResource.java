package com.clientmanager.credits.billing.grant;

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

/** Promotional credits. */
@Path("/v1/accounts/{account}/grants")
public class GrantResource {
    private final Accounts accounts;
    private final GiveCredits give;
    private final IdempotentCall call;

    GrantResource(Accounts accounts, GiveCredits give, IdempotentCall call) {
        this.accounts = accounts;
        this.give = give;
        this.call = call;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "giveCredits",
            summary = "Give promotional credits (R10)",
            description = "201: ordered for good. The balance moves when the ledger line is written, usually within a"
                    + " second.")
    @APIResponse(
            responseCode = "201",
            description = "Given",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = GiveCredits.Given.class)))
    public Response give(@PathParam("account") String account, GiveCredits.@Nullable Order order) {
        accounts.require(account);
        if (order == null) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "A body is needed: amount, expiresAt?, note?.");
        }
        return call.once(
                order,
                () -> Answer.created("/v1/accounts/" + account + "/ledger?type=GRANT", give.give(account, order)));
    }
}
