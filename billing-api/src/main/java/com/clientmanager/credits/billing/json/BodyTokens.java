package com.clientmanager.credits.billing.json;

import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import com.clientmanager.credits.billing.web.Texts;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a body's tokens before any of them means anything: one object, no member twice, text that can be stored.
 */
final class BodyTokens {
    private final JsonParser parser;
    private final Deque<Set<String>> members = new ArrayDeque<>();

    BodyTokens(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws Problem naming the member at fault */
    void check() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The body is one JSON object.");
        }
        members.push(new HashSet<>());
        while (!members.isEmpty()) {
            take(parser.nextToken());
        }
        if (parser.nextToken() != null) {
            throw Problem.of(ProblemCode.INVALID_REQUEST, "The body is one JSON object, and nothing comes after it.");
        }
    }

    private void take(@Nullable JsonToken token) throws IOException {
        switch (token) {
            case null -> throw Problem.of(ProblemCode.INVALID_REQUEST, "The body ends within its JSON object.");
            case START_OBJECT -> members.push(new HashSet<>());
            case END_OBJECT -> members.pop();
            case FIELD_NAME -> once(parser.currentName());
            case VALUE_STRING -> text();
            case START_ARRAY,
                    END_ARRAY,
                    VALUE_NUMBER_INT,
                    VALUE_NUMBER_FLOAT,
                    VALUE_TRUE,
                    VALUE_FALSE,
                    VALUE_NULL,
                    VALUE_EMBEDDED_OBJECT,
                    NOT_AVAILABLE -> {}
        }
    }

    private void once(String name) {
        if (!members.element().add(name)) {
            throw Problem.field(name, "This member is given twice.");
        }
    }

    private void text() throws IOException {
        String flaw = Texts.flaw(parser.getText());
        if (flaw != null) {
            throw Problem.field(member(), "The text holds " + flaw + ".");
        }
    }

    /** The name of the member that is read; for a value in an array that of the array. */
    String member() {
        var context = parser.getParsingContext();
        while (context != null && context.getCurrentName() == null) {
            context = context.getParent();
        }
        return context == null ? "" : context.getCurrentName();
    }
}
