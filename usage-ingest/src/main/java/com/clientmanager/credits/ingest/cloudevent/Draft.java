package com.clientmanager.credits.ingest.cloudevent;

import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageLimits.Violation;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event while it is read: takes its attributes in any order, keeps the first fault, and becomes a record or a
 * rejection. Which values are allowed is decided by {@link UsageLimits} alone, so that HTTP and the topic have one set
 * of limits.
 */
final class Draft {
    static final String USAGE_TYPE = "com.clientmanager.usage.v1";

    private final int index;
    private final AllowedSources sources;
    private @Nullable String specversion;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String subject;
    private @Nullable String time;
    private @Nullable String action;
    private @Nullable String user;
    private @Nullable Long quantity;
    private Map<String, String> dimensions = Map.of();
    private boolean hasData;
    private @Nullable Rejection wrong;

    Draft(int index, AllowedSources sources) {
        this.index = index;
        this.sources = sources;
    }

    void specversion(@Nullable String value) {
        specversion = value;
    }

    void id(@Nullable String value) {
        id = value;
    }

    void source(@Nullable String value) {
        source = value;
    }

    void type(@Nullable String value) {
        type = value;
    }

    void subject(@Nullable String value) {
        subject = value;
    }

    void time(@Nullable String value) {
        time = value;
    }

    void action(@Nullable String value) {
        action = value;
    }

    void user(@Nullable String value) {
        user = value;
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
        hasData = true;
    }

    void quantity(long value) {
        if (value <= 0) {
            wrong(RefusalCode.QUANTITY_NOT_POSITIVE, "data.quantity", "data.quantity must be more than 0");
        }
        quantity = value;
    }

    void dimensions(Map<String, String> value) {
        dimensions = value;
    }

    /** Notes a fault; the caller learns of the first one. */
    void wrong(RefusalCode code, @Nullable String field, String detail) {
        if (wrong == null) {
            wrong = new Rejection(index, null, code, field, detail);
        }
    }

    /** Notes that {@code field} occurs twice: which of the two is meant is not guessed. */
    void twice(String field) {
        wrong(RefusalCode.FIELD_TWICE, field, field + " is there twice");
    }

    /** The record, or null when the event is to be rejected: then {@link #rejection()} has the reason. */
    @Nullable
    UsageRecorded finish() {
        checkVersionAndType();
        needed(id, RefusalCode.ID_MISSING, "id");
        needed(source, RefusalCode.SOURCE_MISSING, "source");
        needed(subject, RefusalCode.SUBJECT_MISSING, "subject");
        String when = needed(time, RefusalCode.TIME_MISSING, "time");
        long occurredAt = when == null ? Rfc3339.INVALID : Rfc3339.toEpochMs(when);
        if (occurredAt == Rfc3339.INVALID) {
            wrong(RefusalCode.TIME_INVALID, "time", "time must be RFC 3339 such as 2026-07-01T09:30:00Z");
        }
        if (!hasData) {
            wrong(RefusalCode.DATA_MISSING, "data", "data is missing");
        }
        needed(action, RefusalCode.ACTION_MISSING, "data.action");
        if (quantity == null) {
            wrong(RefusalCode.QUANTITY_MISSING, "data.quantity", "data.quantity is missing");
        }
        return wrong == null ? checked(record(occurredAt)) : null;
    }

    /** Why {@link #finish()} gave no record. */
    Rejection rejection() {
        if (wrong == null) {
            throw new IllegalStateException("event " + index + " is not rejected");
        }
        boolean readable = UsageLimits.required("id", id, UsageLimits.MAX_ID_LENGTH) == null;
        return new Rejection(index, readable ? id : null, wrong.code(), wrong.field(), wrong.detail());
    }

    @SuppressWarnings("NullAway") // finish() has seen that nothing needed is missing
    private UsageRecorded record(long occurredAt) {
        return new UsageRecorded(
                source, id, subject, action, quantity, user, dimensions, Instant.ofEpochMilli(occurredAt), null, false);
    }

    private @Nullable UsageRecorded checked(UsageRecorded event) {
        Violation violation = UsageLimits.firstViolation(event);
        if (violation != null) {
            String field = fieldOf(violation.field());
            wrong(codeOf(violation.code()), field, violation.detail().replaceFirst(violation.field(), field));
        } else if (!UriReference.isValid(event.getSource())) {
            wrong(RefusalCode.SOURCE_INVALID, "source", "source must be a URI reference such as /crm/sms");
        } else if (!sources.contains(event.getSource())) {
            wrong(
                    RefusalCode.SOURCE_NOT_ALLOWED,
                    "source",
                    "the claim sources of the token does not allow this source");
        }
        if (user != null && user.isBlank()) {
            event.setUser(null);
        }
        return wrong == null ? event : null;
    }

    /** The name that a field of the record has in the event. */
    private static String fieldOf(String recordField) {
        return switch (recordField) {
            case "account" -> "subject";
            case "occurredAt" -> "time";
            case "action", "quantity", "user", "dimensions" -> "data." + recordField;
            default -> recordField;
        };
    }

    private static RefusalCode codeOf(UsageLimits.Code code) {
        return switch (code) {
            case FIELD_TOO_LONG -> RefusalCode.FIELD_TOO_LONG;
            case FIELD_INVALID -> RefusalCode.FIELD_INVALID;
            case QUANTITY_TOO_LARGE -> RefusalCode.QUANTITY_TOO_LARGE;
        };
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
}
