package com.clientmanager.credits.billing.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says in words why a form was not carried out; a part of a page leads to the present account's page instead. */
public class StaleForms {
    @CheckedTemplate(basePath = "page")
    static class Templates {
        private Templates() {}

        static native TemplateInstance stale(String title, String detail, String address, String label);
    }

    @ServerExceptionMapper
    public Response stale(StaleForm stale, HttpHeaders headers) {
        if (headers.getHeaderString("HX-Request") != null) {
            return Response.ok().header("HX-Redirect", stale.address()).build();
        }
        String page = Templates.stale(stale.title(), stale.detail(), stale.address(), stale.label())
                .render();
        return Response.status(stale.status())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page)
                .build();
    }
}
