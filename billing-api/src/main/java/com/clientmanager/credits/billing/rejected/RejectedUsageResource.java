package com.clientmanager.credits.billing.rejected;

import com.clientmanager.credits.billing.rejected.Rejections.Numbered;
import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.IdempotentCall;
import com.clientmanager.credits.billing.web.Listing;
import com.clientmanager.credits.billing.web.QueryValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What could not be charged, for operators. */
@Path("/v1/rejected-usage")
@RolesAllowed(Roles.OPERATOR)
public class RejectedUsageResource {
    private final Rejections rejections;
    private final IdempotentCall call;
    private final Clock clock;

    RejectedUsageResource(Rejections rejections, IdempotentCall call, Clock clock) {
        this.rejections = rejections;
        this.call = call;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "rejectedUsage",
            summary = "Usage that could not be charged, whole, newest first (R4)",
            description = "`replayed=false` leaves what still waits for somebody.")
    public Listing<RejectedUsage> list(
            @RestQuery @Nullable String reason,
            @RestQuery @Nullable String account,
            @RestQuery @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @Nullable String replayed,
            @RestQuery
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @Nullable
                    String limit,
            @RestQuery @Nullable String cursor) {
        int size = Listing.limit(limit);
        List<Numbered> found = rejections.newestFirst(
                new Rejections.Filter(reason, account, QueryValues.flag("replayed", replayed)),
                Listing.position(cursor, Long.MAX_VALUE),
                size + 1);
        Listing<Numbered> page = Listing.of(found, size, Numbered::number, clock.instant());
        return new Listing<>(page.items().stream().map(Numbered::rejection).toList(), page.nextCursor(), page.asOf());
    }

    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replay",
            summary = "Send it again, byte for byte",
            description = "Replayed twice it is charged once: its identity is (account, source, id) (R2)."
                    + " CONFLICT, TOO_LATE and RECORD_TOO_LARGE are never replayed: 409 NOT_REPLAYABLE (R4).")
    @APIResponse(
            responseCode = "202",
            description = "Will be sent",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RejectedUsage.class)))
    public Response replay(@PathParam("id") String id) {
        return call.once(null, () -> Answer.accepted(rejections.replay(id)));
    }
}
