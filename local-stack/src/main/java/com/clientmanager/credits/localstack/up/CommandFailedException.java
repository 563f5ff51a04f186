package com.clientmanager.credits.localstack.up;

/** A command failed for a reason that the user can fix; printed without a stack trace. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    CommandFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The problem and its solution. */
    String reason() {
        return reason;
    }
}
