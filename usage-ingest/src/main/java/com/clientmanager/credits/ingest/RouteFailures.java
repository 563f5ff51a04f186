package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.RefusalCode;
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

/** Answers with a problem where a call fails before it reaches a resource: a body above the limit, a path that nobody serves. */
class RouteFailures {
    private final ObjectMapper json;
    private final DoorMetrics metrics;
    private final long mostBytes;

    RouteFailures(
            ObjectMapper json,
            DoorMetrics metrics,
            @ConfigProperty(name = "credits.ingest.most-body-bytes") long mostBytes) {
        this.mostBytes = mostBytes;
        this.json = json;
        this.metrics = metrics;
    }

    /** The body is read here, ahead of Quarkus' own limit, which answers a body that does not announce its length with nothing but a status. */
    void install(@Observes Router router) {
        router.route("/*").order(Integer.MIN_VALUE).failureHandler(this::answer);
        // For what fails before a route is looked for.
        List.of(400, 404, 405).forEach(status -> router.errorHandler(status, this::answer));
        router.post("/v1/*")
                .order(Integer.MIN_VALUE + 1)
                .handler(BodyHandler.create(false).setBodyLimit(mostBytes));
    }

    /** Whether the failure can have another reason than the address. */
    private static boolean isReadable(RoutingContext context) {
        try {
            new URI(context.request().uri());
            return true;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    private void answer(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        int status = context.statusCode() > 0 ? context.statusCode() : isReadable(context) ? 500 : 400;
        RefusalCode code = Failures.codeOf(status);
        if (code == RefusalCode.INTERNAL && context.failure() != null) {
            Failures.log(code, context.failure());
        }
        metrics.failed(code);
        context.response().setStatusCode(code.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        try {
            context.response().end(json.writeValueAsString(Problem.of(code, Failures.advice(code))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
