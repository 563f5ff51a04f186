package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.ProblemCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Responds with a problem when a request fails before it reaches a resource: body above the limit, unknown path. */
class RouteFailureHandler {
    private final ObjectMapper json;
    private final IngestMetrics metrics;
    private final long maxBodyBytes;

    RouteFailureHandler(
            ObjectMapper json,
            IngestMetrics metrics,
            @ConfigProperty(name = "credits.ingest.max-body-bytes") long maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
        this.json = json;
        this.metrics = metrics;
    }

    /**
     * Reads the body here, before Quarkus' own limit applies: for a chunked body that limit responds with a bare
     * status.
     */
    void install(@Observes Router router) {
        router.route("/*").order(Integer.MIN_VALUE).failureHandler(this::respond);
        // For requests that fail before routing.
        List.of(400, 404, 405).forEach(status -> router.errorHandler(status, this::respond));
        router.post("/v1/*")
                .order(Integer.MIN_VALUE + 1)
                .handler(BodyHandler.create(false).setBodyLimit(maxBodyBytes));
    }

    /** Whether the request target is a URI, so that the failure has another cause. */
    private static boolean isReadable(RoutingContext context) {
        try {
            new URI(context.request().uri());
            return true;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    private void respond(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        int status = context.statusCode() > 0 ? context.statusCode() : isReadable(context) ? 500 : 400;
        ProblemCode code = ExceptionMappers.codeOf(status);
        if (code == ProblemCode.INTERNAL && context.failure() != null) {
            ExceptionMappers.log(code, context.failure());
        }
        metrics.failed(code);
        context.response().setStatusCode(code.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        try {
            context.response().end(json.writeValueAsString(Problem.of(code, ExceptionMappers.hint(code))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always serializable", e);
        }
    }
}
