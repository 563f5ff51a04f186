package com.clientmanager.credits.ingest.cloudevent;

import com.clientmanager.credits.schemas.UsageLimits;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the data of a usage event: action, quantity, user, dimensions. Checks JSON types only;
 * {@link UsageEventBuilder} validates the values. Each method leaves the parser on the last token it consumed.
 */
final class EventDataReader {
    private static final int MAX_QUANTITY_DIGITS =
            Long.toString(UsageLimits.MAX_QUANTITY).length();

    private EventDataReader() {}

    static void read(JsonParser parser, UsageEventBuilder builder) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        builder.dataPresent();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            builder.reject(ProblemCode.DATA_NOT_AN_OBJECT, "data", "data must be a JSON object");
            parser.skipChildren();
            return;
        }
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field(parser, builder, name, !names.add(name));
        }
    }

    /** The current string; null for a JSON null, and for any other token, which is recorded as an error. */
    static @Nullable String text(JsonParser parser, UsageEventBuilder builder, String field) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            builder.reject(ProblemCode.FIELD_NOT_TEXT, field, field + " must be a JSON string");
            parser.skipChildren();
        }
        return null;
    }

    private static void field(JsonParser parser, UsageEventBuilder builder, String name, boolean duplicate)
            throws IOException {
        switch (name) {
            case "action", "user", "quantity", "dimensions" -> {
                if (duplicate) {
                    builder.duplicated("data." + name);
                }
                knownField(parser, builder, name);
            }
            default -> {
                // Ignoring a misspelt field would lose it silently and permanently.
                builder.reject(
                        ProblemCode.DATA_FIELD_UNKNOWN,
                        "data",
                        "data may contain only action, quantity, user and dimensions");
                parser.skipChildren();
            }
        }
    }

    private static void knownField(JsonParser parser, UsageEventBuilder builder, String name) throws IOException {
        switch (name) {
            case "action" -> builder.action(text(parser, builder, "data.action"));
            case "user" -> builder.user(text(parser, builder, "data.user"));
            case "quantity" -> quantity(parser, builder);
            default -> dimensions(parser, builder);
        }
    }

    private static void quantity(JsonParser parser, UsageEventBuilder builder) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {}
            case VALUE_NUMBER_INT -> wholeQuantity(parser, builder);
            default -> {
                builder.reject(
                        ProblemCode.QUANTITY_NOT_WHOLE,
                        "data.quantity",
                        "data.quantity must be a JSON integer without quotes, fraction or exponent");
                parser.skipChildren();
            }
        }
    }

    /**
     * Checks the number of digits first, so that a number of a million digits is never computed; JSON has no leading
     * zeros.
     */
    private static void wholeQuantity(JsonParser parser, UsageEventBuilder builder) throws IOException {
        boolean negative = parser.getText().charAt(0) == '-';
        if (negative || parser.getTextLength() <= MAX_QUANTITY_DIGITS) {
            builder.quantity(negative ? -1 : parser.getLongValue());
        } else {
            builder.quantity(Long.MAX_VALUE);
        }
    }

    private static void dimensions(JsonParser parser, UsageEventBuilder builder) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            rejectDimensions(builder, "data.dimensions must be a JSON object of strings");
            parser.skipChildren();
            return;
        }
        Map<String, String> labels = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                rejectDimensions(builder, "every value in data.dimensions must be a JSON string");
                parser.skipChildren();
            } else if (labels.put(name, parser.getText()) != null) {
                rejectDimensions(builder, "data.dimensions has a duplicate name");
            }
        }
        builder.dimensions(labels);
    }

    private static void rejectDimensions(UsageEventBuilder builder, String detail) {
        builder.reject(ProblemCode.DIMENSIONS_INVALID, "data.dimensions", detail);
    }
}
