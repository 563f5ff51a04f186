package com.clientmanager.credits.billing.web;

/** Every error code this service answers with. A code is stable; its sentence is not. */
public enum ProblemCode {
    INVALID_REQUEST(400, "The request cannot be read"),
    INVALID_FIELD(400, "A field is not acceptable"),
    NOT_SIGNED_IN(401, "Sign in first"),
    PAYMENT_DECLINED(402, "The payment was declined"),
    FORBIDDEN(403, "This role may not do that"),
    NOT_FOUND(404, "There is no such thing here"),
    METHOD_NOT_ALLOWED(405, "This address does not take that method"),
    NOT_ACCEPTABLE(406, "This is not available in that format"),
    CONFLICT(409, "That contradicts what is already so"),
    NOT_REPLAYABLE(409, "This rejection is never replayed"),
    REQUEST_IN_PROGRESS(409, "The same request is being worked on"),
    ETAG_MISMATCH(412, "It has changed since it was read"),
    TOO_LARGE(413, "The request is too large"),
    ADDRESS_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request's format is not understood"),
    IDEMPOTENCY_KEY_REUSED(422, "The key was used for another request"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    TOO_MANY_DECLINES(429, "Too many payments were declined"),
    HEADERS_TOO_LARGE(431, "The request's headers are too large"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "Try again in a moment");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The first code of an HTTP status; of one that has none INVALID_REQUEST below 500 and INTERNAL from there on. */
    public static ProblemCode ofStatus(int status) {
        for (ProblemCode code : values()) {
            if (code.status == status) {
                return code;
            }
        }
        return status >= INVALID_REQUEST.status && status < INTERNAL.status ? INVALID_REQUEST : INTERNAL;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
