package com.clientmanager.credits.billing.web;

/** Every error code of this service, as listed in docs/errors.md. A code is stable; its title is not. */
public enum ProblemCode {
    INVALID_REQUEST(400, "Malformed request"),
    INVALID_FIELD(400, "A field is invalid"),
    TOKEN_MISSING(401, "Bearer token required"),
    TOKEN_INVALID(401, "Invalid bearer token"),
    PAYMENT_DECLINED(402, "The payment was declined"),
    FORBIDDEN(403, "The token does not have the required role"),
    NOT_FOUND(404, "Resource not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    CONFLICT(409, "Conflict with the current state"),
    NOT_REPLAYABLE(409, "This rejection cannot be replayed"),
    REQUEST_IN_PROGRESS(409, "The same request is in progress"),
    ETAG_MISMATCH(412, "The resource has changed since it was read"),
    TOO_LARGE(413, "Request body too large"),
    ADDRESS_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used for another request"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    TOO_MANY_DECLINES(429, "Too many payments were declined"),
    HEADERS_TOO_LARGE(431, "The request's headers are too large"),
    INTERNAL(500, "Internal error"),
    UNAVAILABLE(503, "Temporarily unavailable");

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

    /** The problem's type, a URN that ends with the code: RFC 9457 asks for a stable identifier, not for a page. */
    public String type() {
        return "urn:clientmanager:credits:problem:" + name();
    }

    public String title() {
        return title;
    }
}
