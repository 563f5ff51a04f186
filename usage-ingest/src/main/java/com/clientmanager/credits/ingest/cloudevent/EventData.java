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
 * Reads the data of a usage event: action, quantity, user, dimensions. It judges the form only; {@link Draft} judges
 * the values. Each method leaves the parser on the last token of what it read.
 */
final class EventData {
    private static final int MAX_QUANTITY_DIGITS =
            Long.toString(UsageLimits.MAX_QUANTITY).length();

    private EventData() {}

    static void read(JsonParser parser, Draft draft) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        draft.dataBegins();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            draft.wrong(RefusalCode.DATA_NOT_AN_OBJECT, "data", "data must be a JSON object");
            parser.skipChildren();
            return;
        }
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field(parser, draft, name, !names.add(name));
        }
    }

    /** The text under the parser; null for JSON's null, and for anything else, which is noted as wrong. */
    static @Nullable String text(JsonParser parser, Draft draft, String field) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            draft.wrong(RefusalCode.FIELD_NOT_TEXT, field, field + " must be a JSON string");
            parser.skipChildren();
        }
        return null;
    }

    private static void field(JsonParser parser, Draft draft, String name, boolean again) throws IOException {
        switch (name) {
            case "action", "user", "quantity", "dimensions" -> {
                if (again) {
                    draft.twice("data." + name);
                }
                knownField(parser, draft, name);
            }
            default -> {
                // A misspelt field would be lost in silence, and its usage shown without it for ever.
                draft.wrong(
                        RefusalCode.DATA_FIELD_UNKNOWN,
                        "data",
                        "data may hold action, quantity, user and dimensions, and nothing else");
                parser.skipChildren();
            }
        }
    }

    private static void knownField(JsonParser parser, Draft draft, String name) throws IOException {
        switch (name) {
            case "action" -> draft.action(text(parser, draft, "data.action"));
            case "user" -> draft.user(text(parser, draft, "data.user"));
            case "quantity" -> quantity(parser, draft);
            default -> dimensions(parser, draft);
        }
    }

    private static void quantity(JsonParser parser, Draft draft) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {}
            case VALUE_NUMBER_INT -> wholeQuantity(parser, draft);
            default -> {
                draft.wrong(
                        RefusalCode.QUANTITY_NOT_WHOLE,
                        "data.quantity",
                        "data.quantity must be a whole JSON number, without quotes, fraction or exponent");
                parser.skipChildren();
            }
        }
    }

    /** Judges a number by its digits, so that one of a million digits is never computed; JSON has no leading zeros. */
    private static void wholeQuantity(JsonParser parser, Draft draft) throws IOException {
        boolean negative = parser.getText().charAt(0) == '-';
        if (negative || parser.getTextLength() <= MAX_QUANTITY_DIGITS) {
            draft.quantity(negative ? -1 : parser.getLongValue());
        } else {
            draft.quantity(Long.MAX_VALUE);
        }
    }

    private static void dimensions(JsonParser parser, Draft draft) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            wrongDimensions(draft, "data.dimensions must be a JSON object of strings");
            parser.skipChildren();
            return;
        }
        Map<String, String> labels = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                wrongDimensions(draft, "each of data.dimensions must be a JSON string");
                parser.skipChildren();
            } else if (labels.put(name, parser.getText()) != null) {
                wrongDimensions(draft, "a name in data.dimensions is there twice");
            }
        }
        draft.dimensions(labels);
    }

    private static void wrongDimensions(Draft draft, String detail) {
        draft.wrong(RefusalCode.DIMENSIONS_INVALID, "data.dimensions", detail);
    }
}
