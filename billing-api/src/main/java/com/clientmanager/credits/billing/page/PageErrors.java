package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.web.ProblemBody;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows a person a page where a program gets problem details: sign-in for whoever is not, a sentence for everything else. */
public class PageErrors {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL = 500;

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance failed(String title, String detail);
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (!isPage(path)) {
            return;
        }
        if (response.getStatus() == BAD_REQUEST && response.getEntity() == null) {
            show(
                    response,
                    "This form is out of date",
                    "It was open for too long, or cookies are off. Nothing was changed: open it again.");
            return;
        }
        if (!(response.getEntity() instanceof ProblemBody problem)) {
            return;
        }
        if (problem.status() == UNAUTHORIZED) {
            leadToSignIn(request, response);
            return;
        }
        switch (problem.status()) {
            case FORBIDDEN ->
                show(
                        response,
                        "Your role does not include this",
                        "You can look at billing. To buy or change something, ask a person who manages it.");
            case NOT_FOUND ->
                show(
                        response,
                        "There is no such page here",
                        "The address may be mistyped, or what it led to belongs to another account.");
            case INTERNAL ->
                show(
                        response,
                        problem.title(),
                        "Try again in a moment. Whether a payment was made is in the billing history.");
            default -> show(response, problem.title(), problem.detail());
        }
    }

    private static void show(ContainerResponseContext response, String title, String detail) {
        response.setEntity(
                Templates.failed(title, detail).render(),
                new java.lang.annotation.Annotation[0],
                MediaType.TEXT_HTML_TYPE);
    }

    private static void leadToSignIn(ContainerRequestContext request, ContainerResponseContext response) {
        boolean part = request.getHeaderString("HX-Request") != null;
        String here = request.getMethod().equals("GET") && !part
                ? address(request.getUriInfo().getRequestUri())
                : "/billing";
        String address = "/signin?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
        response.setEntity(null);
        if (part) {
            response.getHeaders().putSingle("HX-Redirect", address);
            return;
        }
        response.getHeaders().putSingle("Location", address);
        response.setStatus(Response.Status.SEE_OTHER.getStatusCode());
    }

    private static String address(URI asked) {
        return asked.getRawQuery() == null ? asked.getRawPath() : asked.getRawPath() + "?" + asked.getRawQuery();
    }

    private static boolean isPage(String path) {
        return path.equals("/billing") || path.startsWith("/billing/") || path.startsWith("/signin");
    }
}
