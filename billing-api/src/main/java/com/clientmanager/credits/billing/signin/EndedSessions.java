package com.clientmanager.credits.billing.signin;

import com.clientmanager.credits.billing.sql.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The sessions that were signed out, for as long as their tokens would still be good. */
@ApplicationScoped
class EndedSessions {
    private final Sql sql;

    EndedSessions(Sql sql) {
        this.sql = sql;
    }

    /** From now on, on every instance. */
    void end(String session, Instant expiresAt) {
        sql.update(
                "INSERT INTO revoked_session (id, expires_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                session,
                expiresAt);
    }

    boolean contains(String session) {
        return sql.find("SELECT 1 AS found FROM revoked_session WHERE id = ?", row -> row.count("found"), session)
                .isPresent();
    }

    /** An hour late, which is more than any clock's skew that a token's expiry is given. */
    @Scheduled(every = "1h", delayed = "7m")
    void forget() {
        sql.update("DELETE FROM revoked_session WHERE expires_at < now() - interval '1 hour'");
    }
}
