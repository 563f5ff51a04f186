package com.clientmanager.credits.billing.web;

import com.clientmanager.credits.billing.sql.Sql;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The table of idempotency keys and the answers kept under them. */
@ApplicationScoped
class KeptAnswers {
    private final Sql sql;
    private final ObjectMapper json;
    private final Duration abandonedAfter;

    KeptAnswers(
            Sql sql,
            ObjectMapper json,
            @ConfigProperty(name = "credits.abandoned-request-after") Duration abandonedAfter) {
        this.sql = sql;
        this.json = json;
        this.abandonedAfter = abandonedAfter;
    }

    /** A key that was used before; status null while its request is under way. */
    record Kept(
            @Nullable Long status,
            @Nullable String location,
            @Nullable String body) {
        Response answerOrInProgress() {
            if (status == null) {
                throw Problem.of(ProblemCode.REQUEST_IN_PROGRESS, "The first request with this key has not ended yet.");
            }
            return response(status.intValue(), location, body)
                    .header("Idempotency-Replayed", "true")
                    .build();
        }
    }

    /** Held until the transaction ends. @throws Problem when another request holds it */
    void lock(String caller, String key) {
        boolean held = sql.find(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 19)) AS held",
                        row -> row.flag("held"),
                        caller + '\n' + key)
                .orElseThrow();
        if (!held) {
            throw Problem.of(ProblemCode.REQUEST_IN_PROGRESS, "The first request with this key has not ended yet.");
        }
    }

    Optional<Kept> find(String caller, String key, byte[] hash) {
        record Found(boolean same, Kept kept) {}
        Optional<Found> found = sql.find(
                "SELECT request_hash = ? AS same, status, location, body FROM idempotency_key WHERE caller = ? AND"
                        + " key = ?",
                row -> new Found(
                        row.flag("same"),
                        new Kept(row.numberOrNull("status"), row.textOrNull("location"), row.textOrNull("body"))),
                hash,
                caller,
                key);
        if (found.isPresent() && !found.get().same()) {
            throw Problem.of(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was sent with a different request before.");
        }
        return found.map(Found::kept);
    }

    void claim(String caller, String key, byte[] hash) {
        sql.update("INSERT INTO idempotency_key (caller, key, request_hash) VALUES (?, ?, ?)", caller, key, hash);
    }

    boolean takeOver(String caller, String key) {
        return sql.update(
                        "UPDATE idempotency_key SET claimed_at = now() WHERE caller = ? AND key = ? AND status IS NULL"
                                + " AND claimed_at < now() - make_interval(secs => ?)",
                        caller,
                        key,
                        abandonedAfter.toSeconds())
                == 1;
    }

    Response store(String caller, String key, byte[] hash, Answer answer) {
        claim(caller, key, hash);
        return settle(caller, key, answer);
    }

    Response settle(String caller, String key, Answer answer) {
        String body = text(answer.body());
        sql.update(
                "UPDATE idempotency_key SET status = ?, location = ?, body = ? WHERE caller = ? AND key = ?",
                answer.status(),
                answer.location(),
                body,
                caller,
                key);
        return response(answer.status(), answer.location(), body).build();
    }

    void release(String caller, String key) {
        sql.update("DELETE FROM idempotency_key WHERE caller = ? AND key = ? AND status IS NULL", caller, key);
    }

    Response plain(Answer answer) {
        return response(answer.status(), answer.location(), text(answer.body())).build();
    }

    byte[] hash(String call, @Nullable Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(call.getBytes(StandardCharsets.UTF_8));
            String sent = text(body);
            return digest.digest((sent == null ? "" : sent).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Scheduled(every = "1h", delayed = "5m")
    void forgetOldKeys() {
        sql.update("DELETE FROM idempotency_key WHERE claimed_at < now() - interval '30 days'");
    }

    private @Nullable String text(@Nullable Object body) {
        try {
            return body == null ? null : json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always JSON", e);
        }
    }

    private static Response.ResponseBuilder response(int status, @Nullable String location, @Nullable String body) {
        Response.ResponseBuilder answer = Response.status(status);
        if (location != null) {
            answer.location(URI.create(location));
        }
        return body == null ? answer : answer.entity(body).type(mediaType(status));
    }

    private static String mediaType(int status) {
        return status < 400 ? MediaType.APPLICATION_JSON : ProblemBody.MEDIA_TYPE;
    }
}
