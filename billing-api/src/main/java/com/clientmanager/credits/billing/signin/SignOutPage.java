package com.clientmanager.credits.billing.signin;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Signing out; under /billing, where the session cookie is sent and can be taken away. The session ends here, whoever
 * keeps its token.
 */
@Path("/billing/sign-out")
@PermitAll
public class SignOutPage {
    private final CurrentIdentityAssociation present;
    private final EndedSessions ended;
    private final SessionTokens tokens;
    private final Clock clock;

    SignOutPage(CurrentIdentityAssociation present, EndedSessions ended, SessionTokens tokens, Clock clock) {
        this.present = present;
        this.ended = ended;
        this.tokens = tokens;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Blocking
    @Operation(hidden = true)
    public Response signOut(@Context UriInfo uri) {
        session().ifPresent(session -> ended.end(session, clock.instant().plus(tokens.lifetime())));
        return Response.seeOther(URI.create("/signin"))
                .cookie(SessionCookie.gone(SessionCookie.isSecure(uri)))
                .build();
    }

    private Optional<String> session() {
        try {
            return SessionTokens.sessionOf(present.getIdentity());
        } catch (AuthenticationFailedException endedAlready) {
            return Optional.empty();
        }
    }
}
