package com.clientmanager.credits.billing.http;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemBody;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.clientmanager.credits.billing.web.SecurityHeaders;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Ends a request that never reaches a resource: with a problem, or with a page where people look. */
@ApplicationScoped
class EarlyAnswer {
    private final ObjectMapper json;
    private final ErrorPage page;

    EarlyAnswer(ObjectMapper json, ErrorPage page) {
        this.json = json;
        this.page = page;
    }

    void end(RoutingContext context, Problem problem) {
        end(context, ProblemBody.of(problem.code(), problem.detail(), problem.field()));
    }

    void end(RoutingContext context, ProblemCode code) {
        end(context, ProblemBody.of(code, code.title() + ".", null));
    }

    private void end(RoutingContext context, ProblemBody problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        boolean people =
                PagePaths.isPage(Objects.requireNonNullElse(context.request().path(), ""));
        String body = people ? page.html(problem) : text(problem);
        SecurityHeaders.each((name, value) -> response.headers().set(name, value));
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", people ? "text/html;charset=UTF-8" : ProblemBody.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store");
        if (!context.request().isEnded()) {
            // What is left of the body is not read, so the connection cannot carry another request.
            response.putHeader("Connection", "close");
        }
        context.request().resume();
        if (HttpMethod.HEAD.equals(context.request().method())) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private String text(ProblemBody problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
