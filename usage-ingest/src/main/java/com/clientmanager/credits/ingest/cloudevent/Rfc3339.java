package com.clientmanager.credits.ingest.cloudevent;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses RFC 3339 timestamps: full date, seconds and offset are required; at most nine digits of a second. */
final class Rfc3339 {
    /** Narrower than {@link OffsetDateTime}, which accepts longer years and offsets, and omitted seconds. */
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private Rfc3339() {}

    /** The instant, truncated to milliseconds; null if the text is not a timestamp. */
    static @Nullable Instant parse(String text) {
        if (!TIMESTAMP.matcher(text).matches()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
