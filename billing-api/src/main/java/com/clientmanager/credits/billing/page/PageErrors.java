package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.web.ProblemBody;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows a person a page where a program gets problem details: sign-in for whoever is not, a sentence for everything else. */
public class PageErrors {
    private static final int UNAUTHORIZED = 401;

    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance failed(String title, String detail);
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        if (!isPage(path) || !(response.getEntity() instanceof ProblemBody problem)) {
            return;
        }
        if (problem.status() == UNAUTHORIZED) {
            leadToSignIn(request, response);
            return;
        }
        response.setEntity(
                Templates.failed(problem.title(), problem.detail()).render(),
                new java.lang.annotation.Annotation[0],
                MediaType.TEXT_HTML_TYPE);
    }

    private static void leadToSignIn(ContainerRequestContext request, ContainerResponseContext response) {
        boolean part = request.getHeaderString("HX-Request") != null;
        String here = request.getMethod().equals("GET") && !part
                ? request.getUriInfo().getRequestUri().getRawPath()
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

    private static boolean isPage(String path) {
        return path.equals("/billing") || path.startsWith("/billing/") || path.startsWith("/signin");
    }
}
