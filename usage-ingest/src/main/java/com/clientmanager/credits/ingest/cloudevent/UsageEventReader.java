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
 * Parses CloudEvents 1.0 from a request body. An invalid event is rejected individually; a body that is not UTF-8 JSON
 * rejects the whole request. Thread-safe.
 */
public final class UsageEventReader {
    /** Maximum number of events per request. */
    public static final int MAX_EVENTS = 1_000;

    private static final int MAX_NESTING_DEPTH = 64;
    private static final String HEADER_PREFIX = "ce-";
    private static final Set<String> HEADERS = Set.of("specversion", "id", "source", "type", "subject", "time");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Limits nesting only: strings and numbers are bounded by the body, and long numbers are never computed. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Names come from clients: they must neither fill the JVM's string table nor fail on many collisions.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /**
     * Parses structured mode: the body is one event.
     *
     * @throws RequestRejectedException when the body is not one JSON document
     */
    public UsageBatch structured(byte[] body, AllowedSources sources) {
        return read(body, parser -> {
            UsageBatch batch = new UsageBatch(new ArrayList<>(1), new ArrayList<>(1));
            event(parser, batch, new UsageEventBuilder(0, sources));
            return batch;
        });
    }

    /**
     * Parses batched mode: the body is an array of at most {@link #MAX_EVENTS} events, possibly empty.
     *
     * @throws RequestRejectedException when the body is not one JSON array, or holds more
     */
    public UsageBatch batched(byte[] body, AllowedSources sources) {
        return read(body, parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new RequestRejectedException(
                        ProblemCode.BATCH_NOT_AN_ARRAY, "the body must be a JSON array of events");
            }
            UsageBatch batch = new UsageBatch(new ArrayList<>(128), new ArrayList<>());
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (index == MAX_EVENTS) {
                    throw new RequestRejectedException(
                            ProblemCode.TOO_MANY_EVENTS, "a request may contain at most " + MAX_EVENTS + " events");
                }
                event(parser, batch, new UsageEventBuilder(index++, sources));
            }
            return batch;
        });
    }

    /**
     * Parses binary mode: the body is the event's data; {@code headers} are all headers of the request, with one value
     * per occurrence.
     *
     * @throws RequestRejectedException when there is no ce-specversion header, or the body is not one JSON document
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
            throw new RequestRejectedException(
                    ProblemCode.SPECVERSION_MISSING,
                    "application/json is binary mode and requires ce- headers; send an event in the body as "
                            + MediaType.STRUCTURED + ", several as " + MediaType.BATCHED);
        }
        UsageEventBuilder builder = new UsageEventBuilder(0, sources);
        attributes.forEach((attribute, values) -> header(builder, attribute, values));
        if (body.length > 0) {
            read(body, parser -> {
                EventDataReader.read(parser, builder);
                return builder;
            });
        }
        UsageBatch batch = new UsageBatch(new ArrayList<>(1), new ArrayList<>(1));
        finish(builder, batch);
        return batch;
    }

    /**
     * Sets the attribute of a header; a duplicate or undecodable header is an error, even of an extension attribute.
     */
    private static void header(UsageEventBuilder builder, String attribute, List<String> values) {
        boolean known = HEADERS.contains(attribute);
        String field = known ? attribute : null;
        String name = known ? HEADER_PREFIX + attribute : "of an extension attribute";
        if (values.size() > 1) {
            builder.reject(ProblemCode.FIELD_DUPLICATED, field, "duplicate header " + name);
            return;
        }
        try {
            String value = HeaderDecoder.decode(values.getFirst());
            if (known) {
                textAttribute(builder, attribute, value);
            }
        } catch (HeaderDecoder.UndecodableException e) {
            builder.reject(ProblemCode.FIELD_INVALID, field, "the header " + name + " " + e.getMessage());
        }
    }

    private interface JsonFunction<R> {
        R apply(JsonParser parser) throws IOException;
    }

    private static <R> R read(byte[] body, JsonFunction<R> function) {
        try (JsonParser parser = JSON.createParser(text(body))) {
            if (parser.nextToken() == null) {
                throw new RequestRejectedException(ProblemCode.JSON_INVALID, "the body is empty");
            }
            R result = function.apply(parser);
            if (parser.nextToken() != null) {
                throw new RequestRejectedException(
                        ProblemCode.JSON_INVALID, "unexpected content after the JSON document");
            }
            return result;
        } catch (StreamConstraintsException e) {
            throw new RequestRejectedException(
                    ProblemCode.JSON_INVALID, "the body is nested deeper than " + MAX_NESTING_DEPTH + " levels");
        } catch (JsonProcessingException e) {
            throw new RequestRejectedException(ProblemCode.JSON_INVALID, "the body is not JSON" + where(e));
        } catch (IOException e) {
            throw new RequestRejectedException(ProblemCode.JSON_INVALID, "the body is not UTF-8 JSON");
        }
    }

    /**
     * Decodes the body strictly. Given bytes, the JSON parser would guess their encoding and accept overlong forms and
     * encoded surrogates as UTF-8. A byte order mark is ignored, as RFC 8259 (8.1) permits.
     */
    private static String text(byte[] body) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** Location only: the parser's own message quotes the body. */
    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static void event(JsonParser parser, UsageBatch batch, UsageEventBuilder builder) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            builder.reject(ProblemCode.NOT_AN_OBJECT, null, "an event must be a JSON object");
            parser.skipChildren();
        } else {
            Set<String> names = new HashSet<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                attribute(parser, builder, name, !names.add(name));
            }
        }
        finish(builder, batch);
    }

    private static void attribute(JsonParser parser, UsageEventBuilder builder, String name, boolean duplicate)
            throws IOException {
        switch (name) {
            case "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data", "data_base64" -> {
                if (duplicate) {
                    builder.duplicated(name);
                }
                knownAttribute(parser, builder, name);
            }
            default -> {
                // Extension attributes are allowed by CloudEvents and ignored here.
                if (duplicate) {
                    builder.reject(ProblemCode.FIELD_DUPLICATED, null, "duplicate extension attribute");
                }
                parser.skipChildren();
            }
        }
    }

    private static void knownAttribute(JsonParser parser, UsageEventBuilder builder, String name) throws IOException {
        switch (name) {
            case "data" -> EventDataReader.read(parser, builder);
            case "data_base64" -> {
                builder.reject(ProblemCode.DATA_CONTENT_TYPE_UNSUPPORTED, name, "data must be JSON, not data_base64");
                parser.skipChildren();
            }
            default -> textAttribute(builder, name, EventDataReader.text(parser, builder, name));
        }
    }

    private static void textAttribute(UsageEventBuilder builder, String name, @Nullable String value) {
        switch (name) {
            case "specversion" -> builder.specversion(value);
            case "id" -> builder.id(value);
            case "source" -> builder.source(value);
            case "type" -> builder.type(value);
            case "subject" -> builder.subject(value);
            case "time" -> builder.time(value);
            default -> builder.contentType(value);
        }
    }

    private static void finish(UsageEventBuilder builder, UsageBatch batch) {
        UsageRecorded event = builder.build();
        if (event == null) {
            batch.rejected().add(builder.rejection());
        } else {
            batch.events().add(event);
        }
    }
}
