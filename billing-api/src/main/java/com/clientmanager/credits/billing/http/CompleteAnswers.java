package com.clientmanager.credits.billing.http;

import com.clientmanager.credits.billing.web.ProblemBody;
import com.clientmanager.credits.billing.web.ProblemCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Completes what the framework answers by itself: 405 where the address takes other methods, Allow, and a body for
 * every error.
 */
public class CompleteAnswers {
    /** Before the filter that makes pages of problems; response filters run from the highest priority down. */
    private static final int BEFORE_PAGES = 6_000;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private final AllowedMethods methods;

    CompleteAnswers(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerResponseFilter(priority = BEFORE_PAGES)
    public void complete(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        String method = request.getMethod();
        boolean unmatched = response.getStatus() == NOT_FOUND || response.getStatus() == NOT_ALLOWED;
        if (unmatched || method.equals("OPTIONS")) {
            Set<String> allowed = methods.of(path);
            if (!allowed.isEmpty() && !(unmatched && allowed.contains(method))) {
                response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", allowed));
                if (unmatched) {
                    show(response, ProblemCode.METHOD_NOT_ALLOWED);
                }
            }
        }
        boolean form = response.getStatus() == BAD_REQUEST && PagePaths.isPage(path);
        if (response.getStatus() >= BAD_REQUEST && !response.hasEntity() && !form) {
            show(response, ProblemCode.ofStatus(response.getStatus()));
        }
    }

    private static void show(ContainerResponseContext response, ProblemCode code) {
        response.setStatus(code.status());
        response.setEntity(
                ProblemBody.of(code, code.title() + ".", null),
                new Annotation[0],
                MediaType.valueOf(ProblemBody.MEDIA_TYPE));
    }
}
