package com.clientmanager.credits.billing.web;

import com.clientmanager.credits.billing.security.SignedIn;
import com.clientmanager.credits.billing.web.KeptAnswers.Kept;
import jakarta.enterprise.context.RequestScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a POST, PUT or DELETE at most once per Idempotency-Key (R19): same key and request gives the stored
 * answer, same key and another request 422, a request still under way 409. Keys are per caller and kept for 30 days.
 * Without the header nothing is stored.
 */
@RequestScoped
public class IdempotentCall {
    private static final int LONGEST_KEY = 255;
    private final KeptAnswers kept;
    private final SignedIn signedIn;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request request;

    IdempotentCall(KeptAnswers kept, SignedIn signedIn, HttpHeaders headers, UriInfo uri, Request request) {
        this.kept = kept;
        this.signedIn = signedIn;
        this.headers = headers;
        this.uri = uri;
        this.request = request;
    }

    /**
     * For a change that is one transaction: the change and its stored answer commit together. What the action throws
     * undoes both.
     *
     * @param body what was sent, or null; part of the request's identity
     * @throws Problem IDEMPOTENCY_KEY_REUSED, REQUEST_IN_PROGRESS or whatever the action throws
     */
    @Transactional
    public Response once(@Nullable Object body, Supplier<Answer> action) {
        String key = key();
        if (key == null) {
            return kept.plain(action.get());
        }
        byte[] hash = hash(body);
        kept.lock(signedIn.subject(), key);
        Optional<Kept> known = kept.find(signedIn.subject(), key, hash);
        if (known.isPresent()) {
            return known.get().answerOrInProgress();
        }
        Answer answer = action.get();
        return kept.store(signedIn.subject(), key, hash, answer);
    }

    /**
     * For a change of several transactions: claims the key in a transaction of its own. The caller then works and calls
     * {@link #settle} inside its last transaction.
     *
     * @return the stored answer, or empty when the caller has the claim (also when an earlier holder has been silent
     *     for so long that it must be dead:
     *     the work must therefore find its own intent by {@link #key} and go on from there)
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Response> claim(@Nullable Object body) {
        String key = key();
        if (key == null) {
            return Optional.empty();
        }
        byte[] hash = hash(body);
        kept.lock(signedIn.subject(), key);
        Optional<Kept> known = kept.find(signedIn.subject(), key, hash);
        if (known.isEmpty()) {
            kept.claim(signedIn.subject(), key, hash);
            return Optional.empty();
        }
        return kept.takeOver(signedIn.subject(), key)
                ? Optional.empty()
                : Optional.of(known.get().answerOrInProgress());
    }

    /** Stores the answer of a claimed key, in the caller's transaction. */
    @Transactional
    public Response settle(Answer answer) {
        String key = key();
        return key == null ? kept.plain(answer) : kept.settle(signedIn.subject(), key, answer);
    }

    /** Answers without keeping the answer, so that the same request again is answered by what is so then. */
    @Transactional
    public Response unsettled(Answer answer) {
        release();
        return kept.plain(answer);
    }

    /** Gives a claimed key back when nothing came of it, so that the same request may be tried again. */
    @Transactional
    public void release() {
        String key = key();
        if (key != null) {
            kept.release(signedIn.subject(), key);
        }
    }

    /**
     * The caller's key, or null; unique only together with the caller. @throws Problem when longer than 255 characters
     * or blank
     */
    public @Nullable String key() {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problem.field("Idempotency-Key", "The key has 1 to 255 characters.");
        }
        return key;
    }

    /** The caller's key, or one that nobody has used. */
    public String keyOrFresh() {
        String key = key();
        return key == null ? UUID.randomUUID().toString() : key;
    }

    private byte[] hash(@Nullable Object body) {
        return kept.hash(request.getMethod() + " " + uri.getPath(), body);
    }
}
