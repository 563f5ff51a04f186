package com.clientmanager.credits.ingest.cloudevent;

import com.clientmanager.credits.schemas.UsageRecorded;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 from a call's body in one pass over its bytes. An event whose form is wrong is rejected alone; a body that is not JSON
 * refuses the whole call. Safe for any number of threads.
 */
public final class UsageEventReader {
    /** The most events in one call. */
    public static final int MOST_EVENTS = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
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
    public UsageBatch structured(byte[] body) {
        return read(body, parser -> {
            UsageBatch batch = new UsageBatch(new ArrayList<>(1), new ArrayList<>(1));
            event(parser, batch, 0);
            return batch;
        });
    }

    /**
     * Reads batched mode: the body is an array of at most {@link #MOST_EVENTS} events.
     *
     * @throws CallRefused when the body is not one JSON array, or holds more
     */
    public UsageBatch batched(byte[] body) {
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
                event(parser, batch, index++);
            }
            return batch;
        });
    }

    /**
     * Reads binary mode: the body is the event's data and {@code header} gives the ce- headers.
     *
     * @throws CallRefused when there is no ce-specversion header, or the body is not one JSON document
     */
    public UsageBatch binary(UnaryOperator<@Nullable String> header, byte[] body) {
        if (header.apply("ce-specversion") == null) {
            throw new CallRefused(
                    RefusalCode.SPECVERSION_MISSING,
                    "application/json is binary mode and needs ce- headers; an event in the body is sent as "
                            + MediaType.STRUCTURED + ", several as " + MediaType.BATCHED);
        }
        Draft draft = new Draft(0);
        draft.specversion(HeaderText.decoded(header.apply("ce-specversion")));
        draft.id(HeaderText.decoded(header.apply("ce-id")));
        draft.source(HeaderText.decoded(header.apply("ce-source")));
        draft.type(HeaderText.decoded(header.apply("ce-type")));
        draft.subject(HeaderText.decoded(header.apply("ce-subject")));
        draft.time(HeaderText.decoded(header.apply("ce-time")));
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

    private interface Reading<R> {
        R from(JsonParser parser) throws IOException;
    }

    private static <R> R read(byte[] body, Reading<R> reading) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new CallRefused(RefusalCode.JSON_INVALID, "the body is empty");
            }
            R result = reading.from(parser);
            if (parser.nextToken() != null) {
                throw new CallRefused(RefusalCode.JSON_INVALID, "something follows the JSON document");
            }
            return result;
        } catch (JsonProcessingException e) {
            throw new CallRefused(RefusalCode.JSON_INVALID, "the body is not JSON" + where(e));
        } catch (IOException e) {
            throw new CallRefused(RefusalCode.JSON_INVALID, "the body is not UTF-8 JSON");
        }
    }

    /** Only the place: the parser's own message quotes the body. */
    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static void event(JsonParser parser, UsageBatch batch, int index) throws IOException {
        Draft draft = new Draft(index);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            draft.wrong(RefusalCode.NOT_AN_OBJECT, null, "an event must be a JSON object");
            parser.skipChildren();
        } else {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                attribute(parser, draft, name);
            }
        }
        settle(draft, batch);
    }

    private static void attribute(JsonParser parser, Draft draft, String name) throws IOException {
        switch (name) {
            case "specversion" -> draft.specversion(EventData.text(parser, draft, name));
            case "id" -> draft.id(EventData.text(parser, draft, name));
            case "source" -> draft.source(EventData.text(parser, draft, name));
            case "type" -> draft.type(EventData.text(parser, draft, name));
            case "subject" -> draft.subject(EventData.text(parser, draft, name));
            case "time" -> draft.time(EventData.text(parser, draft, name));
            case "datacontenttype" -> draft.contentType(EventData.text(parser, draft, name));
            case "data" -> EventData.read(parser, draft);
            case "data_base64" -> {
                draft.wrong(RefusalCode.DATA_CONTENT_TYPE_UNSUPPORTED, name, "data must be JSON, not data_base64");
                parser.skipChildren();
            }
            // Extension attributes: CloudEvents lets everybody add some, and the door has no use for them.
            default -> parser.skipChildren();
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
