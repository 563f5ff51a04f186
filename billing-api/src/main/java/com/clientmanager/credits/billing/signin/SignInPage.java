package com.clientmanager.credits.billing.signin;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The sign-in form. */
@Path("/signin")
@Produces(MediaType.TEXT_HTML)
@PermitAll
public class SignInPage {
    private final LocalUsers users;
    private final SessionTokens tokens;
    private final SignInAttempts attempts;
    private final boolean providerEnabled;

    SignInPage(
            LocalUsers users,
            SessionTokens tokens,
            SignInAttempts attempts,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean providerEnabled) {
        this.users = users;
        this.tokens = tokens;
        this.attempts = attempts;
        this.providerEnabled = providerEnabled;
    }

    /** What the form shows: the name as typed before or empty, where to go next, and what was wrong. */
    public record SignInForm(
            String login, String next, @Nullable String problem, boolean local, boolean provider) {}

    @CheckedTemplate(basePath = "signin")
    static class Templates {
        private Templates() {}

        static native TemplateInstance signin(SignInForm form);
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance form(
            @QueryParam("next") @Nullable String next, @QueryParam("login") @Nullable String login) {
        return show(login == null ? "" : login, next, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signIn(
            @FormParam("login") @Nullable String typedLogin,
            @FormParam("password") @Nullable String password,
            @FormParam("next") @Nullable String next,
            @Context UriInfo uri) {
        String login = typedLogin == null ? "" : typedLogin.strip();
        if (attempts.mustWait(login)) {
            return refused(429, login, next, "Too many attempts for this name. Wait five minutes, then try again.");
        }
        Optional<Person> person = users.find(login, password == null ? "" : password);
        if (person.isEmpty()) {
            attempts.failed(login);
            return refused(
                    401, login, next, "That name and password do not go together. The name looks like ada@acct-42.");
        }
        attempts.succeeded(login);
        return Response.seeOther(URI.create(ownPage(next)))
                .cookie(SessionCookie.holding(
                        tokens.sign(person.get()), tokens.lifetime(), SessionCookie.isSecure(uri)))
                .build();
    }

    private Response refused(int status, String login, @Nullable String next, String problem) {
        return Response.status(status).entity(show(login, next, problem)).build();
    }

    private TemplateInstance show(String login, @Nullable String next, @Nullable String problem) {
        return Templates.signin(new SignInForm(login, ownPage(next), problem, users.enabled(), providerEnabled));
    }

    /** Where to go after signing in: a page of ours, whatever the address asks for. */
    private static String ownPage(@Nullable String next) {
        return next != null && next.matches("/billing([/?][\\w/?=&.%:+-]*)?") ? next : "/billing";
    }
}
