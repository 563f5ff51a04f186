package com.clientmanager.credits.billing.account;

import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.IdempotentCall;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Opening accounts. */
@Path("/v1/accounts")
public class AccountResource {
    private final OpenAccount open;
    private final IdempotentCall call;

    AccountResource(OpenAccount open, IdempotentCall call) {
        this.open = open;
        this.call = call;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "openAccount",
            summary = "Open an account and begin its subscription",
            description =
                    "startedAt may lie in the past: a customer moved over. Every cycle since then is written; those"
                            + " that have ended are not billed. The running one is, as for a new customer, unless"
                            + " runningCyclePaid is true: then the next boundary is the first that is billed.")
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OpenAccount.Opened.class)))
    public Response open(OpenAccount.@Nullable Order order) {
        if (order == null) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "A body is needed: id, name, timeZone, plan.");
        }
        return call.once(order, () -> {
            OpenAccount.Opened opened = open.open(order);
            return Answer.created("/v1/accounts/" + opened.id() + "/balance", opened);
        });
    }
}
