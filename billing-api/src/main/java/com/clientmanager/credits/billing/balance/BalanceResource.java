package com.clientmanager.credits.billing.balance;

import com.clientmanager.credits.billing.account.Accounts;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.EntityTags;
import com.clientmanager.credits.billing.web.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What is left. */
@Path("/v1/accounts/{account}/balance")
public class BalanceResource {
    private final Accounts accounts;
    private final Balances balances;

    BalanceResource(Accounts accounts, Balances balances) {
        this.accounts = accounts;
        this.balances = balances;
    }

    @GET
    @RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(
            operationId = "balance",
            summary = "Credits left, owed and used, by grant",
            description = "Until the engine has opened the account everything but `account` is null: unknown is not 0.")
    @APIResponse(
            responseCode = "200",
            description = "The balance after ledger line `ledgerSeq`",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = BalanceView.class)))
    public Response balance(@PathParam("account") String account) {
        accounts.permit(account);
        BalanceView balance = balances.find(account).orElseThrow(Problem::notFound);
        Response.ResponseBuilder answer = Response.ok(balance);
        return balance.ledgerSeq() == null
                ? answer.build()
                : answer.header("ETag", EntityTags.of(balance.ledgerSeq())).build();
    }
}
