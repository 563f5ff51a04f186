package com.clientmanager.credits.ingest.cloudevent;

/** The call as a whole cannot be taken; nothing of it was accepted. */
public final class CallRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;

    public CallRefused(RefusalCode code, String detail) {
        // No stack trace: this is an answer to a caller, not a failure of ours, and a flood of bad calls must stay
        // cheap.
        super(detail, null, false, false);
        this.code = code;
    }

    public RefusalCode code() {
        return code;
    }

    /** One sentence for the developer of the calling service. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.title() : message;
    }
}
