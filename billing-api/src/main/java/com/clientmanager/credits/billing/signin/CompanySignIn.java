package com.clientmanager.credits.billing.signin;

import com.clientmanager.credits.billing.security.Roles;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import io.quarkus.oidc.IdToken;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Signs in whoever the OpenID provider vouches for, where one is configured: its identity token becomes a session of
 * ours.
 *
 * <p>The address is behind the authorization code flow (application.properties); nothing else here ever sees the
 * provider's tokens.
 */
@Path("/signin/oidc")
@Authenticated
public class CompanySignIn {
    private static final Set<String> PAGE_ROLES = Set.of(Roles.BILLING_READ, Roles.BILLING_MANAGE);

    @Inject
    @IdToken
    JsonWebToken vouched;

    private final SessionTokens tokens;
    private final Sql sql;

    CompanySignIn(SessionTokens tokens, Sql sql) {
        this.tokens = tokens;
        this.sql = sql;
    }

    @GET
    @Operation(hidden = true)
    public Response signIn(@Context UriInfo uri) {
        Person person = person();
        return Response.seeOther(URI.create("/billing"))
                .cookie(SessionCookie.holding(tokens.sign(person), tokens.lifetime(), SessionCookie.isSecure(uri)))
                .build();
    }

    /** Operators' rights are not given to a page's session, whatever the provider says. */
    private Person person() {
        String account = vouched.<Object>claim("account").map(Object::toString).orElse("");
        Set<String> roles = new HashSet<>(vouched.getGroups() == null ? Set.of() : vouched.getGroups());
        roles.retainAll(PAGE_ROLES);
        boolean open = sql.find("SELECT 1 AS found FROM account WHERE id = ?", row -> row.count("found"), account)
                .isPresent();
        if (!open || roles.isEmpty()) {
            throw Problem.of(
                    ProblemCode.FORBIDDEN,
                    "Your company account is not linked to a billing account. Ask your administrator.");
        }
        String name = vouched.<Object>claim("name").map(Object::toString).orElseGet(vouched::getName);
        return new Person(vouched.getSubject(), name, account, roles);
    }
}
