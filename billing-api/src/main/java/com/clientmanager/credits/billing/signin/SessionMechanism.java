package com.clientmanager.credits.billing.signin;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs a page's request in by the token in its session cookie; leaves every other address to the bearer mechanism.
 *
 * <p>`mp.jwt.token.header=Cookie` would do less: the JSON API would then accept a cookie that a forged form can send.
 */
@ApplicationScoped
class SessionMechanism implements HttpAuthenticationMechanism {
    private static final HttpCredentialTransport TRANSPORT =
            new HttpCredentialTransport(HttpCredentialTransport.Type.COOKIE, SessionCookie.NAME);

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Cookie cookie = isPage(context) ? context.request().getCookie(SessionCookie.NAME) : null;
        if (cookie == null || cookie.getValue().isEmpty()) {
            return nobody();
        }
        var request = new TokenAuthenticationRequest(new JsonWebTokenCredential(cookie.getValue()));
        return providers.authenticate(request);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return nothing();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(TRANSPORT);
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    private static boolean isPage(RoutingContext context) {
        String path = context.normalizedPath();
        return path.equals(SessionCookie.PATH) || path.startsWith(SessionCookie.PATH + "/");
    }

    private static Uni<SecurityIdentity> nobody() {
        return nothing();
    }

    /** Mutiny's way to say "none"; its signature knows no nullness. */
    @SuppressWarnings("NullAway")
    private static <T> Uni<T> nothing() {
        @Nullable T none = null;
        return Uni.createFrom().item(none);
    }
}
