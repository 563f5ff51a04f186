package com.clientmanager.credits.schemas;

/**
 * The bytes are not a record of their topic: wrong magic byte, a schema id that the registry does not know, truncated or trailing bytes. A fact
 * about the record, so that a replay decides the same (R4: such a record is rejected and kept).
 */
public final class MalformedRecord extends RuntimeException {
    public MalformedRecord(String message) {
        super(message);
    }

    public MalformedRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
