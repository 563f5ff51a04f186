package com.clientmanager.credits.ingest.cloudevent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the data of a usage event: action, quantity, user, dimensions. Each method leaves the parser on the last token of what it read. */
final class EventData {
    private static final int MOST_DIMENSIONS = 20;
    private static final int LONGEST_DIMENSION_NAME = 64;
    private static final int LONGEST_DIMENSION = 256;

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
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field(parser, draft, name);
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

    private static void field(JsonParser parser, Draft draft, String name) throws IOException {
        switch (name) {
            case "action" -> draft.action(text(parser, draft, "data.action"));
            case "user" -> draft.user(text(parser, draft, "data.user"));
            case "quantity" -> quantity(parser, draft);
            case "dimensions" -> dimensions(parser, draft);
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

    private static void wholeQuantity(JsonParser parser, Draft draft) throws IOException {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            draft.quantity(parser.getLongValue());
        } else if (parser.getText().charAt(0) == '-') {
            draft.wrong(RefusalCode.QUANTITY_NOT_POSITIVE, "data.quantity", "data.quantity must be more than 0");
        } else {
            draft.wrong(
                    RefusalCode.QUANTITY_TOO_LARGE, "data.quantity", "data.quantity must be at most " + Long.MAX_VALUE);
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
        int count = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                wrongDimensions(draft, "each of data.dimensions must be a JSON string");
                parser.skipChildren();
            } else if (++count <= MOST_DIMENSIONS) {
                dimension(draft, labels, name, parser.getText());
            }
        }
        if (count > MOST_DIMENSIONS) {
            wrongDimensions(draft, "data.dimensions must be at most " + MOST_DIMENSIONS);
        }
        draft.dimensions(labels);
    }

    private static void dimension(Draft draft, Map<String, String> labels, String name, String value) {
        if (name.isBlank() || name.length() > LONGEST_DIMENSION_NAME || value.length() > LONGEST_DIMENSION) {
            wrongDimensions(
                    draft,
                    "a dimension has a name of 1 to " + LONGEST_DIMENSION_NAME + " and a value of at most "
                            + LONGEST_DIMENSION + " characters");
        } else if (!TextRules.isSound(name) || !TextRules.isSound(value)) {
            wrongDimensions(draft, "a dimension must not hold control characters or half characters");
        } else if (labels.put(name, value) != null) {
            wrongDimensions(draft, "a dimension is there twice");
        }
    }

    private static void wrongDimensions(Draft draft, String detail) {
        draft.wrong(RefusalCode.DIMENSIONS_INVALID, "data.dimensions", detail);
    }
}
