package com.clientmanager.credits.billing.signin;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Signing out; under /billing, where the session cookie is sent and can be taken away. */
@Path("/billing/sign-out")
@PermitAll
public class SignOutPage {
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signOut(@Context UriInfo uri) {
        return Response.seeOther(URI.create("/signin"))
                .cookie(SessionCookie.gone(SessionCookie.isSecure(uri)))
                .build();
    }
}
