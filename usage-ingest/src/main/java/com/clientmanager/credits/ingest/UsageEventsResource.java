package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.AllowedSources;
import com.clientmanager.credits.ingest.cloudevent.CallRefused;
import com.clientmanager.credits.ingest.cloudevent.MediaType;
import com.clientmanager.credits.ingest.cloudevent.RefusalCode;
import com.clientmanager.credits.ingest.cloudevent.UsageBatch;
import com.clientmanager.credits.ingest.cloudevent.UsageEventReader;
import com.clientmanager.credits.ingest.publisher.PublishFailed;
import com.clientmanager.credits.ingest.publisher.UsagePublisher;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door: takes CloudEvents over HTTP and answers when the log has them. Runs on event-loop threads and never blocks one. */
@Path("/v1/usage-events")
@Tag(name = "Usage events")
public class UsageEventsResource {
    private static final byte[] NO_BODY = {};

    private final UsagePublisher publisher;
    private final DoorMetrics metrics;
    /** A proxy for the token of the call that is handled. */
    private final JsonWebToken token;

    private final UsageEventReader reader = new UsageEventReader();

    UsageEventsResource(UsagePublisher publisher, DoorMetrics metrics, JsonWebToken token) {
        this.token = token;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    @POST
    @Consumes("*/*")
    @Produces({"application/json", Problem.MEDIA_TYPE})
    @RolesAllowed("usage:write")
    @SecurityRequirement(name = "bearer")
    @Operation(
            summary = "Records that actions happened",
            description =
                    "Takes CloudEvents 1.0 in structured, batched or binary mode (ce- headers), at most 1,000 events and 1 MiB a call. "
                            + "Accepted means that all in-sync replicas of the log have the event. Sending it again "
                            + "changes nothing: (subject, source, id) is its identity. The token's claim sources "
                            + "lists what it speaks for, each source exact or a prefix that ends in *; an event of "
                            + "another source is rejected with SOURCE_NOT_ALLOWED. The values of ce- headers are "
                            + "percent-encoded UTF-8; no header may be there twice.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.STRUCTURED,
                        schema = @Schema(implementation = UsageEventShape.class),
                        examples = @ExampleObject(name = "an SMS of three segments", value = UsageEventShape.EXAMPLE)),
                @Content(
                        mediaType = MediaType.BATCHED,
                        schema = @Schema(implementation = UsageEventShape[].class),
                        examples =
                                @ExampleObject(name = "a batch of one", value = "[" + UsageEventShape.EXAMPLE + "]")),
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = UsageEventShape.UsageShape.class))
            })
    @APIResponse(
            responseCode = "202",
            description =
                    "At least one event is in the log, or the batch was empty; the others are listed with reasons",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Receipt.class)))
    @APIResponse(
            responseCode = "400",
            description = "Unreadable, or nothing acceptable in it",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token lacks the role usage:write")
    @APIResponse(responseCode = "413", description = "Above 1 MiB or 1,000 events")
    @APIResponse(responseCode = "415", description = "Neither of the three modes, or not UTF-8 JSON")
    @APIResponse(responseCode = "429", description = "Too much is on its way: repeat after Retry-After")
    @APIResponse(
            responseCode = "503",
            description = "The log cannot be written: repeat the same call after Retry-After")
    public CompletionStage<Response> post(@Context HttpHeaders headers, RoutingContext call) {
        Buffer body = call.body().buffer();
        UsageBatch batch = read(headers, body == null ? NO_BODY : body.getBytes());
        metrics.rejected(batch.rejected());
        if (batch.events().isEmpty() && !batch.rejected().isEmpty()) {
            return CompletableFuture.completedStage(Problem.of(batch.rejected()).response());
        }
        int accepted = batch.events().size();
        return publisher.publishAll(batch.events()).handle((nothing, failure) -> {
            if (failure != null) {
                return refused(failure);
            }
            metrics.accepted(accepted);
            return Response.accepted(new Receipt(accepted, batch.rejected()))
                    .type(jakarta.ws.rs.core.MediaType.APPLICATION_JSON_TYPE)
                    .build();
        });
    }

    private UsageBatch read(HttpHeaders headers, byte[] body) {
        List<String> types = headers.getRequestHeader("Content-Type");
        if (types.size() > 1) {
            throw new CallRefused(RefusalCode.BAD_REQUEST, "the header Content-Type is there twice");
        }
        String encoding = headers.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new CallRefused(RefusalCode.MEDIA_TYPE_UNSUPPORTED, "send the body without Content-Encoding");
        }
        MediaType type = MediaType.parse(types.isEmpty() ? null : types.getFirst());
        if (!type.utf8()) {
            throw new CallRefused(RefusalCode.MEDIA_TYPE_UNSUPPORTED, "send the body as UTF-8");
        }
        AllowedSources sources = SourcesClaim.of(token);
        return switch (type.name()) {
            case MediaType.STRUCTURED -> reader.structured(body, sources);
            case MediaType.BATCHED -> reader.batched(body, sources);
            case "application/json" -> reader.binary(headers.getRequestHeaders(), body, sources);
            default ->
                throw new CallRefused(
                        RefusalCode.MEDIA_TYPE_UNSUPPORTED,
                        "send " + MediaType.STRUCTURED + ", " + MediaType.BATCHED
                                + ", or application/json with ce- headers");
        };
    }

    private Response refused(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        RefusalCode code = switch (cause) {
            case PublishFailed failed ->
                switch (failed.reason()) {
                    case TOO_MUCH_IN_FLIGHT -> RefusalCode.TOO_BUSY;
                    case LOG_UNAVAILABLE -> RefusalCode.LOG_UNAVAILABLE;
                    case REGISTRY_UNAVAILABLE -> RefusalCode.REGISTRY_UNAVAILABLE;
                    case CLOSED -> RefusalCode.SHUTTING_DOWN;
                    case UNFIT_EVENT -> RefusalCode.INTERNAL;
                };
            default -> RefusalCode.INTERNAL;
        };
        metrics.failed(code);
        Failures.log(code, cause);
        return Problem.of(code, Failures.advice(code)).response();
    }
}
