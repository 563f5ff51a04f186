package com.clientmanager.credits.billing.http;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Gives a body to what the HTTP server refuses before a resource is found. */
@ApplicationScoped
class AnswerFailures {
    private static final Logger LOG = Logger.getLogger(AnswerFailures.class);
    private static final int FIRST = -100_000;
    /** What the router answers by itself, without looking for a route. */
    private static final List<Integer> ROUTER_STATUSES = List.of(400, 404, 405, 406, 413, 415);

    private final EarlyAnswer answer;

    AnswerFailures(EarlyAnswer answer) {
        this.answer = answer;
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::failed);
        ROUTER_STATUSES.forEach(status -> router.errorHandler(status, this::failed));
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof UnauthorizedException
                || failure instanceof ForbiddenException
                || failure instanceof AuthenticationException) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        if (request.getHeader("Host") == null || request.authority() == null) {
            answer.end(context, Problem.of(ProblemCode.INVALID_REQUEST, "A Host header with one address is needed."));
            return;
        }
        try {
            new RequestTarget(new RequestTarget(request.uri()).encoded()).check();
        } catch (Problem unreadable) {
            answer.end(context, unreadable);
            return;
        }
        ProblemCode code = ProblemCode.ofStatus(context.statusCode());
        if (code == ProblemCode.INTERNAL) {
            LOG.error("A request failed before it reached a resource", failure);
        }
        answer.end(context, code);
    }
}
