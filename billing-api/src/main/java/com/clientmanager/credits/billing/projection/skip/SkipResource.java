package com.clientmanager.credits.billing.projection.skip;

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

/** The way on for a stopped projection, for operators. */
@Path("/v1/projection/skips")
@RolesAllowed(Roles.OPERATOR)
public class SkipResource {
    private final SkipRecord skip;
    private final IdempotentCall call;

    SkipResource(SkipRecord skip, IdempotentCall call) {
        this.skip = skip;
        this.call = call;
    }

    @POST
    @Operation(
            operationId = "skipRecord",
            summary = "Leave out the record at which a partition's reader stands (R4)",
            description = "Its bytes are kept and the reader goes on by itself. 409 unless it stands exactly there.")
    @APIResponse(
            responseCode = "201",
            description = "Skipped",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SkipRecord.Skipped.class)))
    public Response skip(SkipRecord.@Nullable Order order) {
        if (order == null) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "A body is needed: topic, partition, offset, reason.");
        }
        return call.once(order, () -> Answer.created("/v1/projection/skips", skip.skip(order)));
    }
}
