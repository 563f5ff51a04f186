package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.AllowedSources;
import com.clientmanager.credits.ingest.cloudevent.MediaType;
import com.clientmanager.credits.ingest.cloudevent.ProblemCode;
import com.clientmanager.credits.ingest.cloudevent.RequestRejectedException;
import com.clientmanager.credits.ingest.cloudevent.UsageBatch;
import com.clientmanager.credits.ingest.cloudevent.UsageEventReader;
import com.clientmanager.credits.ingest.publisher.PublishFailedException;
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

/**
 * POST /v1/usage-events: responds once Kafka has acknowledged the events. Runs on event-loop threads and never blocks
 * one.
 */
@Path("/v1/usage-events")
@Tag(name = "Usage events")
public class UsageEventsResource {
    private static final byte[] NO_BODY = {};

    private final UsagePublisher publisher;
    private final IngestMetrics metrics;
    /** A request-scoped proxy. */
    private final JsonWebToken token;

    private final UsageEventReader reader = new UsageEventReader();

    UsageEventsResource(UsagePublisher publisher, IngestMetrics metrics, JsonWebToken token) {
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
            summary = "Record usage events",
            description =
                    "Accepts CloudEvents 1.0 in structured, batched or binary mode (ce- headers), at most 1,000 events "
                            + "and 1 MiB per request. An accepted event has been acknowledged by all in-sync replicas. "
                            + "Retries are idempotent: (subject, source, id) identifies the event. The token's claim "
                            + "'sources' lists the allowed sources, exact or as a prefix that ends in *; events from "
                            + "other sources are rejected with SOURCE_NOT_ALLOWED. Values of ce- headers are "
                            + "percent-encoded UTF-8; duplicate headers are rejected.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.STRUCTURED,
                        schema = @Schema(implementation = UsageEventSchema.class),
                        examples =
                                @ExampleObject(name = "an SMS with three segments", value = UsageEventSchema.EXAMPLE)),
                @Content(
                        mediaType = MediaType.BATCHED,
                        schema = @Schema(implementation = UsageEventSchema[].class),
                        examples =
                                @ExampleObject(name = "a batch of one", value = "[" + UsageEventSchema.EXAMPLE + "]")),
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = UsageEventSchema.UsageDataSchema.class))
            })
    @APIResponse(
            responseCode = "202",
            description = "At least one event was accepted, or the batch was empty; rejected events are listed with "
                    + "their reasons",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Receipt.class)))
    @APIResponse(
            responseCode = "400",
            description = "Malformed request, or no event was accepted",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "401", description = "No valid bearer token")
    @APIResponse(responseCode = "403", description = "The token lacks the role usage:write")
    @APIResponse(responseCode = "413", description = "More than 1 MiB or 1,000 events")
    @APIResponse(responseCode = "415", description = "Not one of the three modes, or not UTF-8 JSON")
    @APIResponse(responseCode = "429", description = "Too many events in flight: retry after Retry-After")
    @APIResponse(
            responseCode = "503",
            description = "Kafka or the schema registry is unavailable: retry the same request after Retry-After")
    public CompletionStage<Response> post(@Context HttpHeaders headers, RoutingContext routing) {
        Buffer body = routing.body().buffer();
        UsageBatch batch = read(headers, body == null ? NO_BODY : body.getBytes());
        metrics.rejected(batch.rejected());
        if (batch.events().isEmpty() && !batch.rejected().isEmpty()) {
            return CompletableFuture.completedStage(Problem.of(batch.rejected()).response());
        }
        int accepted = batch.events().size();
        return publisher.publishAll(batch.events()).handle((unused, failure) -> {
            if (failure != null) {
                return failed(failure);
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
            throw new RequestRejectedException(ProblemCode.INVALID_REQUEST, "duplicate Content-Type header");
        }
        String encoding = headers.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RequestRejectedException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is not supported");
        }
        MediaType type = MediaType.parse(types.isEmpty() ? null : types.getFirst());
        if (!type.utf8()) {
            throw new RequestRejectedException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body must be UTF-8");
        }
        AllowedSources sources = SourcesClaim.of(token);
        return switch (type.name()) {
            case MediaType.STRUCTURED -> reader.structured(body, sources);
            case MediaType.BATCHED -> reader.batched(body, sources);
            case "application/json" -> reader.binary(headers.getRequestHeaders(), body, sources);
            default ->
                throw new RequestRejectedException(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "send " + MediaType.STRUCTURED + ", " + MediaType.BATCHED
                                + ", or application/json with ce- headers");
        };
    }

    private Response failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        ProblemCode code = switch (cause) {
            case PublishFailedException failed ->
                switch (failed.reason()) {
                    case TOO_MUCH_IN_FLIGHT -> ProblemCode.TOO_MANY_REQUESTS;
                    case KAFKA_UNAVAILABLE -> ProblemCode.KAFKA_UNAVAILABLE;
                    case REGISTRY_UNAVAILABLE -> ProblemCode.REGISTRY_UNAVAILABLE;
                    case CLOSED -> ProblemCode.SHUTTING_DOWN;
                    case INVALID_EVENT -> ProblemCode.INTERNAL;
                };
            default -> ProblemCode.INTERNAL;
        };
        metrics.failed(code);
        ExceptionMappers.log(code, cause);
        return Problem.of(code, ExceptionMappers.hint(code)).response();
    }
}
