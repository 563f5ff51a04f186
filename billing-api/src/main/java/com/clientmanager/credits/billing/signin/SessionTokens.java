package com.clientmanager.credits.billing.signin;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Signs the token of a session with this installation's key; it is checked like any bearer token. */
@ApplicationScoped
class SessionTokens {
    /** Names the session, so that it can be ended; only a page's token has it. */
    private static final String SESSION = "sid";

    private final String privateKeyLocation;
    private final String issuer;
    private final String audience;
    private final Duration lifetime;

    SessionTokens(
            @ConfigProperty(name = "credits.jwt.private-key-location") String privateKeyLocation,
            @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
            @ConfigProperty(name = "mp.jwt.verify.audiences") String audience,
            @ConfigProperty(name = "credits.session.lifetime", defaultValue = "PT8H") Duration lifetime) {
        this.privateKeyLocation = privateKeyLocation;
        this.issuer = issuer;
        this.audience = audience;
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }

    /** The session whose token this is, or empty for a bearer token and for nobody. */
    static Optional<String> sessionOf(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? token.<Object>claim(SESSION).map(Object::toString)
                : Optional.empty();
    }

    String sign(Person person) {
        return Jwt.issuer(issuer)
                .audience(audience)
                .subject(person.subject())
                .upn(person.subject())
                .claim("name", person.name())
                .claim("account", person.account())
                .claim(SESSION, UUID.randomUUID().toString())
                .groups(person.roles())
                .expiresIn(lifetime)
                .sign(privateKeyLocation);
    }
}
