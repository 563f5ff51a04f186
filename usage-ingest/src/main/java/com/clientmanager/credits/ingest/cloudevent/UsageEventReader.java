package com.clientmanager.credits.ingest.cloudevent;

import com.clientmanager.credits.schemas.UsageRecorded;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 from a call's body. An event whose form or values are wrong is rejected alone; a body that is
 * not JSON in UTF-8 refuses the whole call. Safe for any number of threads.
 */
public final class UsageEventReader {
    /** The most events in one call. */
    public static final int MOST_EVENTS = 1_000;

    private static final int MAX_NESTING_DEPTH = 64;
    private static final String HEADER_PREFIX = "ce-";
    private static final Set<String> HEADERS = Set.of("specversion", "id", "source", "type", "subject", "time");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Only nesting is limited here: texts and numbers are as long as the body at most, and no number is computed. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Names come from callers: they are not to fill the JVM's table of strings, and many of them are no reason
            // to fail.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /**
     * Reads structured mode: the body is one event.
     *
     * @throws CallRefused when the body is not one JSON document
     */
    public UsageBatch structured(byte[] body, AllowedSources sources) {
        return read(body, parser -> {
            UsageBatch batch = new UsageBatch(new ArrayList<>(1), new ArrayList<>(1));
            event(parser, batch, new Draft(0, sources));
            return batch;
        });
    }

    /**
     * Reads batched mode: the body is an array of at most {@link #MOST_EVENTS} events, or of none.
     *
     * @throws CallRefused when the body is not one JSON array, or holds more
     */
    public UsageBatch batched(byte[] body, AllowedSources sources) {
        return read(body, parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new CallRefused(RefusalCode.BATCH_NOT_AN_ARRAY, "the body must be a JSON array of events");
            }
            UsageBatch batch = new UsageBatch(new ArrayList<>(128), new ArrayList<>());
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (index == MOST_EVENTS) {
                    throw new CallRefused(
                            RefusalCode.TOO_MANY_EVENTS, "a call may hold at most " + MOST_EVENTS + " events");
                }
                event(parser, batch, new Draft(index++, sources));
            }
            return batch;
        });
    }

    /**
     * Reads binary mode: the body is the event's data and {@code headers} are all headers of the call, with one value
     * for each time that one was sent.
     *
     * @throws CallRefused when there is no ce-specversion header, or the body is not one JSON document
     */
    public UsageBatch binary(Map<String, List<String>> headers, byte[] body, AllowedSources sources) {
        Map<String, List<String>> attributes = new TreeMap<>();
        headers.forEach((name, values) -> {
            if (name.regionMatches(true, 0, HEADER_PREFIX, 0, HEADER_PREFIX.length())) {
                String attribute = name.substring(HEADER_PREFIX.length()).toLowerCase(Locale.ROOT);
                attributes.computeIfAbsent(attribute, any -> new ArrayList<>()).addAll(values);
            }
        });
        if (!attributes.containsKey("specversion")) {
            throw new CallRefused(
                    RefusalCode.SPECVERSION_MISSING,
                    "application/json is binary mode and needs ce- headers; an event in the body is sent as "
                            + MediaType.STRUCTURED + ", several as " + MediaType.BATCHED);
        }
        Draft draft = new Draft(0, sources);
        attributes.forEach((attribute, values) -> header(draft, attribute, values));
        if (body.length > 0) {
            read(body, parser -> {
                EventData.read(parser, draft);
                return draft;
            });
        }
        UsageBatch batch = new UsageBatch(new ArrayList<>(1), new ArrayList<>(1));
        settle(draft, batch);
        return batch;
    }

    /** Takes the attribute of a header; one that was sent twice or cannot be decoded is a fault, an extension's too. */
    private static void header(Draft draft, String attribute, List<String> values) {
        boolean known = HEADERS.contains(attribute);
        String field = known ? attribute : null;
        String name = known ? HEADER_PREFIX + attribute : "of an extension attribute";
        if (values.size() > 1) {
            draft.wrong(RefusalCode.FIELD_TWICE, field, "the header " + name + " is there twice");
            return;
        }
        try {
            String value = HeaderText.decoded(values.getFirst());
            if (known) {
                textAttribute(draft, attribute, value);
            }
        } catch (HeaderText.UndecodableException e) {
            draft.wrong(RefusalCode.FIELD_INVALID, field, "the header " + name + " " + e.getMessage());
        }
    }

    private interface Reading<R> {
        R from(JsonParser parser) throws IOException;
    }

    private static <R> R read(byte[] body, Reading<R> reading) {
        try (JsonParser parser = JSON.createParser(text(body))) {
            if (parser.nextToken() == null) {
                throw new CallRefused(RefusalCode.JSON_INVALID, "the body is empty");
            }
            R result = reading.from(parser);
            if (parser.nextToken() != null) {
                throw new CallRefused(RefusalCode.JSON_INVALID, "something follows the JSON document");
            }
            return result;
        } catch (StreamConstraintsException e) {
            throw new CallRefused(
                    RefusalCode.JSON_INVALID, "the body is nested deeper than " + MAX_NESTING_DEPTH + " levels");
        } catch (JsonProcessingException e) {
            throw new CallRefused(RefusalCode.JSON_INVALID, "the body is not JSON" + where(e));
        } catch (IOException e) {
            throw new CallRefused(RefusalCode.JSON_INVALID, "the body is not UTF-8 JSON");
        }
    }

    /**
     * The body as text. The JSON parser is not given the bytes: it would guess their encoding, and take overlong forms
     * and encoded surrogates for UTF-8. A byte order mark is ignored, as RFC 8259 (8.1) permits.
     */
    private static String text(byte[] body) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** Only the place: the parser's own message quotes the body. */
    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static void event(JsonParser parser, UsageBatch batch, Draft draft) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            draft.wrong(RefusalCode.NOT_AN_OBJECT, null, "an event must be a JSON object");
            parser.skipChildren();
        } else {
            Set<String> names = new HashSet<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                attribute(parser, draft, name, !names.add(name));
            }
        }
        settle(draft, batch);
    }

    private static void attribute(JsonParser parser, Draft draft, String name, boolean again) throws IOException {
        switch (name) {
            case "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data", "data_base64" -> {
                if (again) {
                    draft.twice(name);
                }
                knownAttribute(parser, draft, name);
            }
            default -> {
                // Extension attributes: CloudEvents allows them, and nothing here uses one.
                if (again) {
                    draft.wrong(RefusalCode.FIELD_TWICE, null, "an extension attribute is there twice");
                }
                parser.skipChildren();
            }
        }
    }

    private static void knownAttribute(JsonParser parser, Draft draft, String name) throws IOException {
        switch (name) {
            case "data" -> EventData.read(parser, draft);
            case "data_base64" -> {
                draft.wrong(RefusalCode.DATA_CONTENT_TYPE_UNSUPPORTED, name, "data must be JSON, not data_base64");
                parser.skipChildren();
            }
            default -> textAttribute(draft, name, EventData.text(parser, draft, name));
        }
    }

    private static void textAttribute(Draft draft, String name, @Nullable String value) {
        switch (name) {
            case "specversion" -> draft.specversion(value);
            case "id" -> draft.id(value);
            case "source" -> draft.source(value);
            case "type" -> draft.type(value);
            case "subject" -> draft.subject(value);
            case "time" -> draft.time(value);
            default -> draft.contentType(value);
        }
    }

    private static void settle(Draft draft, UsageBatch batch) {
        UsageRecorded event = draft.finish();
        if (event == null) {
            batch.rejected().add(draft.rejection());
        } else {
            batch.events().add(event);
        }
    }
}
