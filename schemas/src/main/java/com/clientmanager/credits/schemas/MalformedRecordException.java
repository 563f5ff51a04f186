package com.clientmanager.credits.schemas;

/**
 * The bytes are not a record of their topic: wrong magic byte, a schema id that the registry does not know, truncated
 * or trailing bytes. A fact about the record, so that a replay decides the same (R4: such a record is rejected and
 * kept).
 */
public final class MalformedRecordException extends RuntimeException {
    private static final int MAX_MESSAGE_LENGTH = 500;

    /**
     * The message is cut, and control characters in it replaced: it may quote a hostile record or schema and is kept in
     * stores.
     */
    public MalformedRecordException(String message) {
        super(printable(message));
    }

    /** As {@link #MalformedRecordException(String)}. */
    public MalformedRecordException(String message, Throwable cause) {
        super(printable(message), cause);
    }

    private static String printable(String message) {
        String start = message.substring(0, Math.min(MAX_MESSAGE_LENGTH, message.length()));
        return UsageLimits.isValidText(start) ? start : start.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
