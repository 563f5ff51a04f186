package com.clientmanager.credits.billing.signin;

import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs the token of a session with this installation's key; it is checked like any bearer token. */
@ApplicationScoped
class SessionTokens {
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

    String sign(Person person) {
        return Jwt.issuer(issuer)
                .audience(audience)
                .subject(person.subject())
                .upn(person.subject())
                .claim("name", person.name())
                .claim("account", person.account())
                .groups(person.roles())
                .expiresIn(lifetime)
                .sign(privateKeyLocation);
    }
}
