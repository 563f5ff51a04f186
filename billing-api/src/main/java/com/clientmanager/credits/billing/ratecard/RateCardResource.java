package com.clientmanager.credits.billing.ratecard;

import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.IdempotentCall;
import com.clientmanager.credits.billing.web.Moments;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Prices of actions. */
@Path("/v1/rate-card")
public class RateCardResource {
    private final PriceVersions versions;
    private final AppendPrices append;
    private final IdempotentCall call;
    private final Clock clock;

    RateCardResource(PriceVersions versions, AppendPrices append, IdempotentCall call, Clock clock) {
        this.versions = versions;
        this.append = append;
        this.call = call;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.BILLING_READ, Roles.BILLING_MANAGE, Roles.OPERATOR})
    @Operation(operationId = "rateCard", summary = "The prices that hold for events of an instant (R5), now by default")
    public RateCard at(@QueryParam("at") @Nullable String at) {
        try {
            return versions.at(at == null ? clock.instant() : Moments.instant(at));
        } catch (DateTimeException e) {
            throw Problem.field("at", "at is an RFC 3339 instant such as 2026-07-01T00:00:00Z.");
        }
    }

    @POST
    @Path("/versions")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(operationId = "appendPrices", summary = "Append price versions; history never changes (R5)")
    @APIResponse(
            responseCode = "201",
            description = "Appended",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AppendPrices.Appended.class)))
    public Response append(AppendPrices.@Nullable Order order) {
        if (order == null) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "A body is needed: version, effectiveFrom, prices.");
        }
        return call.once(order, () -> Answer.created("/v1/rate-card", append.append(order)));
    }
}
