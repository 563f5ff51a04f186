package com.clientmanager.credits.billing.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes this request, as the verified token says. */
@RequestScoped
public class SignedIn {
    /** The cookie that signs a page's request in. */
    public static final String SESSION_COOKIE = "credits_session";

    private final SecurityIdentity identity;

    SignedIn(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The token's `sub`, or its principal name where it has none: the name in audit rows and the owner of idempotency
     * keys.
     */
    public String subject() {
        return claim("sub").orElseGet(() -> identity.getPrincipal().getName());
    }

    /** The name to show, or the subject. */
    public String displayName() {
        return claim("name").orElseGet(this::subject);
    }

    /** When the token ends. */
    public Optional<Instant> expiresAt() {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.of(Instant.ofEpochSecond(token.getExpirationTime()))
                : Optional.empty();
    }

    /** The account this person belongs to; operators may have none. */
    public Optional<String> account() {
        return claim("account");
    }

    public boolean isOperator() {
        return identity.hasRole(Roles.OPERATOR);
    }

    /** Own account, or any for an operator. */
    public boolean maySee(String account) {
        return isOperator() || account().filter(account::equals).isPresent();
    }

    private Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? token.<Object>claim(name).map(Object::toString)
                : Optional.empty();
    }
}
