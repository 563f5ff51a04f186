package com.clientmanager.credits.ingest.publisher;

import org.jspecify.annotations.Nullable;

/**
 * An event was not acknowledged. It may be in the log nevertheless; sending it again is right, since a second copy
 * changes nothing (R2).
 */
public final class PublishFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as far as a caller acts differently on it. */
    public enum Reason {
        /** Too many bytes are on their way: slow down and send again. */
        TOO_MUCH_IN_FLIGHT,
        /** Kafka cannot be reached, or not enough replicas are there. */
        LOG_UNAVAILABLE,
        /** The schema registry cannot be asked, or the deploy step has not run. */
        REGISTRY_UNAVAILABLE,
        /** The publisher is closed. */
        CLOSED,
        /**
         * The event itself is incomplete or beyond a limit, which the message names; sending it again does not help.
         */
        UNFIT_EVENT
    }

    private final Reason reason;

    PublishFailed(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
