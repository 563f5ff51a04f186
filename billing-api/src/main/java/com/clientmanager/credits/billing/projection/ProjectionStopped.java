package com.clientmanager.credits.billing.projection;

/**
 * Going on would make the tables wrong: the message says what was found, where, and what to do. Nothing of the batch is
 * kept.
 */
final class ProjectionStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectionStopped(String message) {
        super(message);
    }

    ProjectionStopped(String message, Throwable cause) {
        super(message, cause);
    }
}
