package com.clientmanager.credits.billing.web;

import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an RFC 9457 problem; its detail is shown to the caller and names the field at fault where there
 * is one.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ProblemCode code;
    private final String detail;
    private final @Nullable String field;

    private Problem(ProblemCode code, String detail, @Nullable String field) {
        super(code + ": " + detail);
        this.code = code;
        this.detail = detail;
        this.field = field;
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, null);
    }

    /** A field or parameter that is wrong: the JSON field or query parameter at fault, for example "timeZone" */
    public static Problem field(String field, String detail) {
        return new Problem(ProblemCode.INVALID_FIELD, detail, field);
    }

    /** The same answer for what does not exist and for what is somebody else's. */
    public static Problem notFound() {
        return new Problem(ProblemCode.NOT_FOUND, "Resource not found.", null);
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public @Nullable String field() {
        return field;
    }
}
