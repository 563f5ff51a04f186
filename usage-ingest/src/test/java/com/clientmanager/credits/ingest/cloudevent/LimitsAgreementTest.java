package com.clientmanager.credits.ingest.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageLimits.Violation;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R4: one set of limits, for HTTP and for those who write the topic directly. */
class LimitsAgreementTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UsageEventReader reader = new UsageEventReader();

    static Stream<UsageRecorded> valuesAtAndBeyondEachLimit() {
        Stream.Builder<UsageRecorded> events = Stream.builder();
        for (String text : texts()) {
            for (String field : List.of("source", "id", "account", "action", "user")) {
                UsageRecorded event = event();
                event.put(field, text);
                events.add(event);
            }
            events.add(withDimensions(Map.of(text, "v")));
            events.add(withDimensions(Map.of("d", text)));
        }
        for (int count : new int[] {0, 19, 20, 21, 1_000}) {
            Map<String, String> dimensions = new HashMap<>();
            IntStream.range(0, count).forEach(i -> dimensions.put("d" + i, ""));
            events.add(withDimensions(dimensions));
        }
        for (long quantity : new long[] {1, (1L << 53) - 1, 1L << 53, 9_999_999_999_999_999L, Long.MAX_VALUE}) {
            UsageRecorded event = event();
            event.setQuantity(quantity);
            events.add(event);
        }
        for (long ms : new long[] {-62_167_219_200_000L, -1, 0, 253_402_300_799_999L}) {
            UsageRecorded event = event();
            event.setOccurredAt(Instant.ofEpochMilli(ms));
            events.add(event);
        }
        return events.build();
    }

    @ParameterizedTest
    @MethodSource("valuesAtAndBeyondEachLimit")
    void http_accepts_a_value_exactly_when_the_record_may_hold_it(UsageRecorded event) throws Exception {
        Violation violation = UsageLimits.firstViolation(event);

        UsageBatch read = reader.structured(json(event), AllowedSources.of(List.of("*")));

        if (violation == null) {
            assertThat(read.rejected()).isEmpty();
            if (event.getUser() != null && event.getUser().isBlank()) {
                event.setUser(null);
            }
            assertThat(read.events()).containsExactly(event);
        } else {
            assertThat(read.events()).isEmpty();
            assertThat(read.rejected().getFirst().code().name()).isIn(codesOf(event, violation));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"credits.", "credits.tick", "credits.hold"})
    void actions_of_the_engine_itself_are_refused_although_a_record_may_hold_them(String action) throws Exception {
        UsageRecorded event = event();
        event.setAction(action);

        assertThat(UsageLimits.firstViolation(event)).isNull();
        UsageBatch read = reader.structured(json(event), AllowedSources.of(List.of("*")));
        assertThat(read.events()).isEmpty();
        assertThat(read.rejected().getFirst().code()).isEqualTo(ProblemCode.FIELD_INVALID);
        assertThat(read.rejected().getFirst().detail())
                .isEqualTo("data.action must not begin with credits., which is reserved");
    }

    /** A blank text has a code of its own in HTTP, except as the name of a dimension. */
    private static List<String> codesOf(UsageRecorded event, Violation violation) {
        String text =
                event.getSchema().getField(violation.field()).schema().getType() == org.apache.avro.Schema.Type.STRING
                        ? (String) event.get(violation.field())
                        : null;
        if (text == null || !text.isBlank()) {
            return List.of(violation.code().name());
        }
        return List.of("SOURCE_MISSING", "ID_MISSING", "SUBJECT_MISSING", "ACTION_MISSING");
    }

    private static List<String> texts() {
        Stream<String> lengths = IntStream.of(0, 1, 63, 64, 65, 127, 128, 129, 255, 256, 257, 9_000)
                .boxed()
                .flatMap(length -> Stream.of("a".repeat(length), "é".repeat(length), pairs(length)));
        // A source is a URI reference: characters that one cannot have are the form's business, not a limit.
        Stream<String> characters = IntStream.of(0, 9, 0x1f, 0x7e, 0x7f, 0x80, 0x9f, 0xa0, 0x2003, 0xd7ff, 0xe000)
                .mapToObj(c -> "a" + (char) c + "b");
        return Stream.of(
                        lengths,
                        characters,
                        Stream.of("\0", "\ud800", "\udc00", "\udc00\ud800", "a\ud83d", "\ufffd", "\ufffe", "\uffff"),
                        Stream.of("\u2003", "\t", "\n"))
                .flatMap(each -> each)
                .toList();
    }

    /** Characters of two code units each, the last one alone when {@code length} is odd. */
    private static String pairs(int length) {
        return "\ud83d\ude00".repeat(length / 2) + "a".repeat(length % 2);
    }

    private static UsageRecorded event() {
        return new UsageRecorded(
                "/crm/sms",
                "e-1",
                "acct-42",
                "sms.send",
                3L,
                "u-7",
                Map.of(),
                Instant.parse("2026-07-01T09:30:00Z"),
                null,
                false);
    }

    private static UsageRecorded withDimensions(Map<String, String> dimensions) {
        UsageRecorded event = event();
        event.setDimensions(dimensions);
        return event;
    }

    private static byte[] json(UsageRecorded usage) throws JsonProcessingException {
        ObjectNode event = JSON.createObjectNode();
        event.put("specversion", "1.0")
                .put("type", UsageEventBuilder.USAGE_TYPE)
                .put("id", usage.getId());
        event.put("source", usage.getSource()).put("subject", usage.getAccount());
        event.put("time", usage.getOccurredAt().toString());
        ObjectNode data = event.putObject("data");
        data.put("action", usage.getAction())
                .put("quantity", usage.getQuantity())
                .put("user", usage.getUser());
        ObjectNode dimensions = data.putObject("dimensions");
        usage.getDimensions().forEach(dimensions::put);
        // Written as escapes, so that unpaired surrogates can be sent.
        return JSON.writer()
                .with(com.fasterxml.jackson.core.JsonGenerator.Feature.ESCAPE_NON_ASCII)
                .writeValueAsString(event)
                .getBytes(StandardCharsets.UTF_8);
    }
}
