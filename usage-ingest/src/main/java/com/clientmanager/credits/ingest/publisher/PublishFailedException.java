package com.clientmanager.credits.ingest.publisher;

import org.jspecify.annotations.Nullable;

/**
 * An event was not acknowledged. It may have been written nevertheless; retrying is safe, since a duplicate changes
 * nothing (R2).
 */
public final class PublishFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reasons that callers may want to handle differently. */
    public enum Reason {
        /** The buffer is full: slow down and retry. */
        TOO_MUCH_IN_FLIGHT,
        /** Kafka is unreachable, or too few replicas are in sync. */
        KAFKA_UNAVAILABLE,
        /** The schema registry is unreachable, or the schema has not been deployed. */
        REGISTRY_UNAVAILABLE,
        /** The publisher is closed. */
        CLOSED,
        /** The event is incomplete or exceeds a limit, which the message names; do not retry. */
        INVALID_EVENT
    }

    private final Reason reason;

    PublishFailedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
