package com.clientmanager.credits.ingest.cloudevent;

import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageLimits.Violation;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the attributes of one event in any order, keeps the first error, and builds a record or a rejection.
 * {@link UsageLimits} alone defines which values are valid, so that HTTP and the topic share one set of limits.
 */
final class UsageEventBuilder {
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
    private @Nullable Rejection firstError;

    UsageEventBuilder(int index, AllowedSources sources) {
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
            reject(
                    ProblemCode.DATA_CONTENT_TYPE_UNSUPPORTED,
                    "datacontenttype",
                    "datacontenttype must be application/json");
        }
    }

    void dataPresent() {
        hasData = true;
    }

    void quantity(long value) {
        if (value <= 0) {
            reject(ProblemCode.QUANTITY_NOT_POSITIVE, "data.quantity", "data.quantity must be greater than 0");
        }
        quantity = value;
    }

    void dimensions(Map<String, String> value) {
        dimensions = value;
    }

    /** Records an error; only the first one is reported. */
    void reject(ProblemCode code, @Nullable String field, String detail) {
        if (firstError == null) {
            firstError = new Rejection(index, null, code, field, detail);
        }
    }

    /** Records that {@code field} occurs more than once: either value could be meant. */
    void duplicated(String field) {
        reject(ProblemCode.FIELD_DUPLICATED, field, "duplicate field " + field);
    }

    /** The record, or null when the event is rejected; see {@link #rejection()}. */
    @Nullable
    UsageRecorded build() {
        checkVersionAndType();
        required(id, ProblemCode.ID_MISSING, "id");
        required(source, ProblemCode.SOURCE_MISSING, "source");
        required(subject, ProblemCode.SUBJECT_MISSING, "subject");
        String timestamp = required(time, ProblemCode.TIME_MISSING, "time");
        Instant occurredAt = timestamp == null ? null : Rfc3339.parse(timestamp);
        if (occurredAt == null) {
            reject(ProblemCode.TIME_INVALID, "time", "time must be RFC 3339 such as 2026-07-01T09:30:00Z");
        }
        if (!hasData) {
            reject(ProblemCode.DATA_MISSING, "data", "data is missing");
        }
        required(action, ProblemCode.ACTION_MISSING, "data.action");
        if (quantity == null) {
            reject(ProblemCode.QUANTITY_MISSING, "data.quantity", "data.quantity is missing");
        }
        return firstError == null ? validated(record(Objects.requireNonNull(occurredAt))) : null;
    }

    /** Why {@link #build()} returned null. */
    Rejection rejection() {
        if (firstError == null) {
            throw new IllegalStateException("event " + index + " is not rejected");
        }
        boolean readable = UsageLimits.required("id", id, UsageLimits.MAX_ID_LENGTH) == null;
        return new Rejection(index, readable ? id : null, firstError.code(), firstError.field(), firstError.detail());
    }

    @SuppressWarnings("NullAway") // build() has checked that no required field is missing
    private UsageRecorded record(Instant occurredAt) {
        return new UsageRecorded(source, id, subject, action, quantity, user, dimensions, occurredAt, null, false);
    }

    private @Nullable UsageRecorded validated(UsageRecorded event) {
        Violation violation = UsageLimits.firstViolation(event);
        if (violation == null) {
            violation = UsageLimits.reserved(event.getAction());
        }
        if (violation != null) {
            String field = fieldOf(violation.field());
            reject(codeOf(violation.code()), field, violation.detail().replaceFirst(violation.field(), field));
        } else if (!UriReference.isValid(event.getSource())) {
            reject(ProblemCode.SOURCE_INVALID, "source", "source must be a URI reference such as /crm/sms");
        } else if (!sources.contains(event.getSource())) {
            reject(
                    ProblemCode.SOURCE_NOT_ALLOWED,
                    "source",
                    "the token's claim 'sources' does not include this source");
        }
        if (user != null && user.isBlank()) {
            event.setUser(null);
        }
        return firstError == null ? event : null;
    }

    /** Maps a field of the record to its name in the event. */
    private static String fieldOf(String recordField) {
        return switch (recordField) {
            case "account" -> "subject";
            case "occurredAt" -> "time";
            case "action", "quantity", "user", "dimensions" -> "data." + recordField;
            default -> recordField;
        };
    }

    private static ProblemCode codeOf(UsageLimits.Code code) {
        return switch (code) {
            case FIELD_TOO_LONG -> ProblemCode.FIELD_TOO_LONG;
            case FIELD_INVALID -> ProblemCode.FIELD_INVALID;
            case QUANTITY_TOO_LARGE -> ProblemCode.QUANTITY_TOO_LARGE;
        };
    }

    private void checkVersionAndType() {
        String version = required(specversion, ProblemCode.SPECVERSION_MISSING, "specversion");
        if (version != null && !version.equals("1.0")) {
            reject(ProblemCode.SPECVERSION_UNSUPPORTED, "specversion", "specversion must be 1.0");
        }
        String kind = required(type, ProblemCode.TYPE_MISSING, "type");
        if (kind != null && !kind.equals(USAGE_TYPE)) {
            reject(ProblemCode.TYPE_UNKNOWN, "type", "type must be " + USAGE_TYPE);
        }
    }

    private @Nullable String required(@Nullable String value, ProblemCode missing, String field) {
        if (value == null || value.isBlank()) {
            reject(missing, field, field + " is missing");
            return null;
        }
        return value;
    }
}
