package com.clientmanager.credits.ingest.cloudevent;

import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event while it is read: takes its attributes in any order, remembers the first thing wrong, and becomes a record or a rejection. */
final class Draft {
    static final String USAGE_TYPE = "com.clientmanager.usage.v1";
    private static final int LONGEST_ATTRIBUTE = 256;
    private static final int LONGEST_NAME = 128;

    private final int index;
    private @Nullable String specversion;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String subject;
    private @Nullable String time;
    private @Nullable String action;
    private @Nullable String user;
    private @Nullable Long quantity;
    private @Nullable Map<String, String> dimensions;
    private boolean dataSeen;
    private @Nullable Rejection wrong;

    Draft(int index) {
        this.index = index;
    }

    void specversion(@Nullable String value) {
        specversion = once("specversion", specversion, value, LONGEST_ATTRIBUTE);
    }

    void id(@Nullable String value) {
        id = once("id", id, value, LONGEST_ATTRIBUTE);
    }

    void source(@Nullable String value) {
        source = once("source", source, value, LONGEST_ATTRIBUTE);
    }

    void type(@Nullable String value) {
        type = once("type", type, value, LONGEST_ATTRIBUTE);
    }

    void subject(@Nullable String value) {
        subject = once("subject", subject, value, LONGEST_NAME);
    }

    void time(@Nullable String value) {
        time = once("time", time, value, LONGEST_ATTRIBUTE);
    }

    void action(@Nullable String value) {
        action = once("data.action", action, value, LONGEST_NAME);
    }

    void user(@Nullable String value) {
        user = once("data.user", user, value, LONGEST_NAME);
    }

    void contentType(@Nullable String value) {
        if (value != null && !MediaType.parse(value).isJson()) {
            wrong(
                    RefusalCode.DATA_CONTENT_TYPE_UNSUPPORTED,
                    "datacontenttype",
                    "datacontenttype must be application/json");
        }
    }

    void dataBegins() {
        if (dataSeen) {
            wrong(RefusalCode.FIELD_TWICE, "data", "data is there twice");
        }
        dataSeen = true;
    }

    void quantity(long value) {
        if (quantity != null) {
            wrong(RefusalCode.FIELD_TWICE, "data.quantity", "data.quantity is there twice");
        }
        if (value <= 0) {
            wrong(RefusalCode.QUANTITY_NOT_POSITIVE, "data.quantity", "data.quantity must be more than 0");
        }
        quantity = value;
    }

    void dimensions(Map<String, String> value) {
        if (dimensions != null) {
            wrong(RefusalCode.FIELD_TWICE, "data.dimensions", "data.dimensions is there twice");
        }
        dimensions = value;
    }

    /** Notes what is wrong; the first thing noted is what the caller is told. */
    void wrong(RefusalCode code, @Nullable String field, String detail) {
        if (wrong == null) {
            wrong = new Rejection(index, null, code, field, detail);
        }
    }

    /** The record, or null when the event is to be rejected: then {@link #rejection()} says why. */
    @Nullable
    UsageRecorded finish() {
        checkVersionAndType();
        needed(id, RefusalCode.ID_MISSING, "id");
        String from = needed(source, RefusalCode.SOURCE_MISSING, "source");
        if (from != null && !TextRules.isUriReference(from)) {
            wrong(RefusalCode.SOURCE_INVALID, "source", "source must be a URI reference such as /crm/sms");
        }
        needed(subject, RefusalCode.SUBJECT_MISSING, "subject");
        String when = needed(time, RefusalCode.TIME_MISSING, "time");
        long occurredAt = when == null ? Rfc3339.INVALID : Rfc3339.toEpochMs(when);
        if (occurredAt == Rfc3339.INVALID) {
            wrong(RefusalCode.TIME_INVALID, "time", "time must be RFC 3339 such as 2026-07-01T09:30:00Z");
        }
        if (!dataSeen) {
            wrong(RefusalCode.DATA_MISSING, "data", "data is missing");
        }
        needed(action, RefusalCode.ACTION_MISSING, "data.action");
        if (quantity == null) {
            wrong(RefusalCode.QUANTITY_MISSING, "data.quantity", "data.quantity is missing");
        }
        return wrong == null ? record(occurredAt) : null;
    }

    /** Why {@link #finish()} gave no record. */
    Rejection rejection() {
        if (wrong == null) {
            throw new IllegalStateException("event " + index + " is not rejected");
        }
        return new Rejection(index, blankToNull(id), wrong.code(), wrong.field(), wrong.detail());
    }

    @SuppressWarnings("NullAway") // finish() has seen that nothing needed is missing
    private UsageRecorded record(long occurredAt) {
        Map<String, String> labels = dimensions == null ? Map.of() : dimensions;
        return new UsageRecorded(
                source, id, subject, action, quantity, blankToNull(user), labels, Instant.ofEpochMilli(occurredAt));
    }

    private void checkVersionAndType() {
        String version = needed(specversion, RefusalCode.SPECVERSION_MISSING, "specversion");
        if (version != null && !version.equals("1.0")) {
            wrong(RefusalCode.SPECVERSION_UNSUPPORTED, "specversion", "specversion must be 1.0");
        }
        String kind = needed(type, RefusalCode.TYPE_MISSING, "type");
        if (kind != null && !kind.equals(USAGE_TYPE)) {
            wrong(RefusalCode.TYPE_UNKNOWN, "type", "type must be " + USAGE_TYPE);
        }
    }

    private @Nullable String needed(@Nullable String value, RefusalCode missing, String field) {
        if (value == null || value.isBlank()) {
            wrong(missing, field, field + " is missing");
            return null;
        }
        return value;
    }

    private @Nullable String once(String field, @Nullable String before, @Nullable String value, int longest) {
        if (value == null) {
            return before;
        }
        if (before != null) {
            wrong(RefusalCode.FIELD_TWICE, field, field + " is there twice");
        } else if (value.length() > longest) {
            wrong(RefusalCode.FIELD_TOO_LONG, field, field + " must have at most " + longest + " characters");
            return null;
        } else if (!TextRules.isSound(value)) {
            wrong(RefusalCode.FIELD_INVALID, field, field + " must not hold control characters or half characters");
            return null;
        }
        return value;
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
