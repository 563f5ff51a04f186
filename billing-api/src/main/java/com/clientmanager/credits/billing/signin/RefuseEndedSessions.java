package com.clientmanager.credits.billing.signin;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Refuses the token of a session that was signed out, in a cookie or as a bearer token; a token that is no session's is
 * not looked up.
 */
@ApplicationScoped
class RefuseEndedSessions implements SecurityIdentityAugmentor {
    private final EndedSessions ended;

    RefuseEndedSessions(EndedSessions ended) {
        this.ended = ended;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        Optional<String> session = SessionTokens.sessionOf(identity);
        if (session.isEmpty()) {
            return Uni.createFrom().item(identity);
        }
        return context.runBlocking(() -> {
            if (ended.contains(session.get())) {
                throw new AuthenticationFailedException("the session was signed out");
            }
            return identity;
        });
    }
}
