package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.http.PagePaths;
import com.clientmanager.credits.billing.web.ProblemBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Shows a person a page where a program gets problem details: sign-in for whoever is not, a sentence for everything
 * else.
 */
public class PageErrors {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (!PagePaths.isPage(path)) {
            return;
        }
        if (response.getStatus() == BAD_REQUEST && response.getEntity() == null) {
            String form = ProblemPage.html(
                    "This form is out of date",
                    "It was open for too long, or cookies are off. Nothing was changed: open it again.");
            response.setEntity(form, new java.lang.annotation.Annotation[0], MediaType.TEXT_HTML_TYPE);
            return;
        }
        if (!(response.getEntity() instanceof ProblemBody problem)) {
            return;
        }
        if (problem.status() == UNAUTHORIZED) {
            leadToSignIn(request, response);
            return;
        }
        response.setEntity(
                new ProblemPage().html(problem), new java.lang.annotation.Annotation[0], MediaType.TEXT_HTML_TYPE);
    }

    private static void leadToSignIn(ContainerRequestContext request, ContainerResponseContext response) {
        boolean part = request.getHeaderString("HX-Request") != null;
        String here = request.getMethod().equals("GET") && !part
                ? address(request.getUriInfo().getRequestUri())
                : "/billing";
        String address = "/signin?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
        if (part) {
            response.getHeaders().putSingle("HX-Redirect", address);
            String page = ProblemPage.html("Sign in first", "Your session has ended. Sign in to go on.");
            response.setEntity(page, new java.lang.annotation.Annotation[0], MediaType.TEXT_HTML_TYPE);
            return;
        }
        response.setEntity(null);
        response.getHeaders().putSingle("Location", address);
        response.setStatus(Response.Status.SEE_OTHER.getStatusCode());
    }

    private static String address(URI asked) {
        return asked.getRawQuery() == null ? asked.getRawPath() : asked.getRawPath() + "?" + asked.getRawQuery();
    }
}
