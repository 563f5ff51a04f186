package com.clientmanager.credits.billing.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * A time is RFC 3339 text of the years 1970 to 9999; no number is taken for seconds since then, and empty text for
 * none.
 */
final class StrictInstant extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final String EXPECTED = "an RFC 3339 time of the years 1970 to 9999 is needed";

    StrictInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw context.wrongTokenException(parser, Instant.class, JsonToken.VALUE_STRING, EXPECTED);
        }
        String text = parser.getText();
        Instant instant = RFC_3339.matcher(text).matches() ? instant(text) : Instant.MIN;
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(END)) {
            throw context.weirdStringException(text, Instant.class, EXPECTED);
        }
        return instant;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noSuchTime) {
            return Instant.MIN;
        }
    }
}
