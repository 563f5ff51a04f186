package com.clientmanager.credits.billing.http;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.Texts;
import java.util.Deque;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Refuses a form whose text cannot be stored. */
public class CheckForms {
    @WithFormRead
    @ServerRequestFilter
    public void check(ResteasyReactiveContainerRequestContext context) {
        FormData form = context.getServerRequestContext() instanceof ResteasyReactiveRequestContext request
                ? request.getFormData()
                : null;
        if (form == null) {
            return;
        }
        for (String name : form) {
            Deque<FormValue> values = form.get(name);
            for (FormValue value : values) {
                String flaw = value.isFileItem() ? null : Texts.flaw(value.getValue());
                if (flaw != null) {
                    throw Problem.field(name, "The text of " + name + " holds " + flaw + ".");
                }
            }
        }
    }
}
