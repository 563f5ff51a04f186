package com.clientmanager.credits.schemas;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which values a usage event may hold, so that every store and every reader of the topics can hold them too (R4). The
 * ingest API, the publisher and the engine apply the same limits, whichever way an event reaches the log. Lengths are
 * UTF-16 code units.
 */
public final class UsageLimits {
    public static final int MAX_ACCOUNT_LENGTH = 128;
    public static final int MAX_SOURCE_LENGTH = 256;
    public static final int MAX_ID_LENGTH = 256;
    public static final int MAX_ACTION_LENGTH = 128;
    public static final int MAX_USER_LENGTH = 128;
    public static final int MAX_HOLD_ID_LENGTH = 255;
    public static final int MAX_DIMENSIONS = 20;
    public static final int MAX_DIMENSION_NAME_LENGTH = 64;
    public static final int MAX_DIMENSION_VALUE_LENGTH = 256;
    /** The greatest whole number that JavaScript and JSON parsers with doubles read exactly. */
    public static final long MAX_QUANTITY = (1L << 53) - 1;
    /** 1970-01-01T00:00:00Z. */
    public static final Instant MIN_TIME = Instant.EPOCH;
    /** The last millisecond of the year 9999, the last year of RFC 3339. */
    public static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * Actions that begin so are the engine's own: no service sends usage of them, and the rate card has no price for
     * them.
     */
    public static final String RESERVED_ACTION_PREFIX = "credits.";
    /** Action of a tick. */
    public static final String TICK_ACTION = "credits.tick";

    private UsageLimits() {}

    /** Whether the record is a tick, which lets time pass on an idle partition and concerns no account. */
    public static boolean isTick(UsageRecorded event) {
        return event.getQuantity() == 0 && TICK_ACTION.equals(event.getAction());
    }

    /**
     * Judges an action that a caller sends or prices; the engine itself rejects usage of a reserved one for want of a
     * price.
     */
    public static @Nullable Violation reserved(String action) {
        return action.startsWith(RESERVED_ACTION_PREFIX)
                ? new Violation(
                        Code.FIELD_INVALID,
                        "action",
                        "action must not begin with " + RESERVED_ACTION_PREFIX + ", which is reserved")
                : null;
    }

    /** The reason code of a value beyond the limits, the same for the ingest API and on usage.rejected.v1. */
    public enum Code {
        /** A text, or the number of dimensions, is beyond its limit. */
        FIELD_TOO_LONG,
        /**
         * A text is empty where it must not be or holds characters that no store holds; or a time is outside 1970 to
         * 9999.
         */
        FIELD_INVALID,
        /** More than {@link #MAX_QUANTITY} units. */
        QUANTITY_TOO_LARGE
    }

    /**
     * A value beyond the limits.
     *
     * @param field name of the field in the record, for example {@code dimensions}
     * @param detail one sentence without the value itself
     */
    public record Violation(Code code, String field, String detail) {}

    /** The first value of {@code event} beyond the limits, in the schema's order; null when there is none. */
    public static @Nullable Violation firstViolation(UsageRecorded event) {
        Violation found = required("source", event.getSource(), MAX_SOURCE_LENGTH);
        if (found == null) {
            found = required("id", event.getId(), MAX_ID_LENGTH);
        }
        if (found == null) {
            found = required("account", event.getAccount(), MAX_ACCOUNT_LENGTH);
        }
        if (found == null) {
            found = required("action", event.getAction(), MAX_ACTION_LENGTH);
        }
        if (found == null && event.getQuantity() > MAX_QUANTITY) {
            found = new Violation(Code.QUANTITY_TOO_LARGE, "quantity", "quantity must be at most " + MAX_QUANTITY);
        }
        if (found == null) {
            found = optional("user", event.getUser(), MAX_USER_LENGTH);
        }
        if (found == null) {
            found = dimensions(event.getDimensions());
        }
        if (found == null) {
            found = time("occurredAt", event.getOccurredAt());
        }
        return found == null ? optional("holdId", event.getHoldId(), MAX_HOLD_ID_LENGTH) : found;
    }

    /** Judges a text that must be there: not blank, at most {@code maxLength} long, and {@link #isValidText valid}. */
    public static @Nullable Violation required(String field, @Nullable String text, int maxLength) {
        if (text == null || text.isBlank()) {
            return new Violation(Code.FIELD_INVALID, field, field + " must not be empty");
        }
        return optional(field, text, maxLength);
    }

    /** Judges a text that may be missing. */
    public static @Nullable Violation optional(String field, @Nullable String text, int maxLength) {
        if (text == null) {
            return null;
        }
        if (text.length() > maxLength) {
            return new Violation(Code.FIELD_TOO_LONG, field, field + " must have at most " + maxLength + " characters");
        }
        if (!isValidText(text)) {
            return new Violation(
                    Code.FIELD_INVALID, field, field + " must not hold control characters or unpaired surrogates");
        }
        return null;
    }

    /** Judges a time. */
    public static @Nullable Violation time(String field, @Nullable Instant time) {
        return time == null || time.isBefore(MIN_TIME) || time.isAfter(MAX_TIME)
                ? new Violation(Code.FIELD_INVALID, field, field + " must be in the years 1970 to 9999")
                : null;
    }

    /** Judges the labels of an event. */
    public static @Nullable Violation dimensions(@Nullable Map<String, String> dimensions) {
        if (dimensions == null) {
            return new Violation(Code.FIELD_INVALID, "dimensions", "dimensions must not be null");
        }
        if (dimensions.isEmpty()) {
            return null;
        }
        if (dimensions.size() > MAX_DIMENSIONS) {
            return new Violation(Code.FIELD_TOO_LONG, "dimensions", "dimensions must be at most " + MAX_DIMENSIONS);
        }
        for (Map.Entry<String, String> dimension : dimensions.entrySet()) {
            Violation found = dimension(dimension.getKey(), dimension.getValue());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Violation dimension(@Nullable String name, @Nullable String value) {
        if (value == null) {
            return new Violation(Code.FIELD_INVALID, "dimensions", "a value in dimensions must not be null");
        }
        Violation found = required("dimensions", name, MAX_DIMENSION_NAME_LENGTH);
        return found == null ? optional("dimensions", value, MAX_DIMENSION_VALUE_LENGTH) : found;
    }

    /**
     * Whether every store behind the log holds the text: no control characters (PostgreSQL refuses NUL), no unpaired
     * surrogate (UTF-8 has none), no U+FFFE or U+FFFF.
     */
    public static boolean isValidText(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= 0x20 && c < 0x7f) {
                continue;
            }
            if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                at++;
                if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
