package com.clientmanager.credits.ingest.cloudevent;

/** The request as a whole is invalid; no event of it was accepted. */
public final class RequestRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    public RequestRejectedException(ProblemCode code, String detail) {
        // No stack trace: this is a client error, and a flood of bad requests must stay cheap.
        super(detail, null, false, false);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }

    /** One sentence for the developer of the client. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.title() : message;
    }
}
