package com.clientmanager.credits.ingest.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.schemas.UsageRecorded;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageEventReaderTest {
    private static final String EVENT = """
            {"specversion":"1.0","id":"e-1","source":"/crm/sms","type":"com.clientmanager.usage.v1","subject":"acct-42",\
            "time":"2026-07-01T09:30:00Z","datacontenttype":"application/json","traceparent":"00-ab-cd-01",\
            "data":{"action":"sms.send","quantity":3,"user":"u-7","dimensions":{"campaign":"july"}}}""";
    private static final UsageRecorded RECORD = new UsageRecorded(
            "/crm/sms",
            "e-1",
            "acct-42",
            "sms.send",
            3L,
            "u-7",
            Map.of("campaign", "july"),
            Instant.parse("2026-07-01T09:30:00Z"),
            null,
            false);

    private static final AllowedSources ALL = AllowedSources.of(List.of("*"));

    private final UsageEventReader reader = new UsageEventReader();

    @Test
    void structured_mode_is_one_event() {
        assertThat(structured(utf8(EVENT)).events()).containsExactly(RECORD);
    }

    @Test
    void batched_mode_is_an_array() {
        UsageBatch batch = batched(utf8("[" + EVENT + "," + EVENT.replace("e-1", "e-2") + "]"));

        assertThat(batch.events()).extracting(UsageRecorded::getId).containsExactly("e-1", "e-2");
        assertThat(batch.rejected()).isEmpty();
    }

    @Test
    void a_wrong_event_is_rejected_alone_with_its_place_and_id() {
        UsageBatch batch = batched(utf8("[" + EVENT + ",7,"
                + EVENT.replace("\"quantity\":3", "\"quantity\":0").replace("e-1", "e-2") + ","
                + EVENT.replace("e-1", "e-3") + "]"));

        assertThat(batch.events()).extracting(UsageRecorded::getId).containsExactly("e-1", "e-3");
        assertThat(batch.rejected())
                .extracting(Rejection::index, Rejection::id, Rejection::code, Rejection::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, null, ProblemCode.NOT_AN_OBJECT, null),
                        org.assertj.core.groups.Tuple.tuple(
                                2, "e-2", ProblemCode.QUANTITY_NOT_POSITIVE, "data.quantity"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "specversion| null| SPECVERSION_MISSING",
                "specversion| \"0.3\"| SPECVERSION_UNSUPPORTED",
                "specversion| 1.0| FIELD_NOT_TEXT",
                "id| null| ID_MISSING",
                "id| \"\"| ID_MISSING",
                "id| \"  \"| ID_MISSING",
                "id| 17| FIELD_NOT_TEXT",
                "id| \"a\\u0000b\"| FIELD_INVALID",
                "id| \"a\\ud800\"| FIELD_INVALID",
                "id| \"a\\udc00b\"| FIELD_INVALID",
                "source| null| SOURCE_MISSING",
                "source| \"/crm sms\"| SOURCE_INVALID",
                "source| {\"a\":[1]}| FIELD_NOT_TEXT",
                "type| null| TYPE_MISSING",
                "type| \"com.clientmanager.usage.v2\"| TYPE_UNKNOWN",
                "subject| null| SUBJECT_MISSING",
                "subject| [\"acct\"]| FIELD_NOT_TEXT",
                "time| null| TIME_MISSING",
                "time| \"yesterday\"| TIME_INVALID",
                "time| 1751361000| FIELD_NOT_TEXT",
                "time| \"1969-12-31T23:59:59.999Z\"| FIELD_INVALID",
                "time| \"9999-12-31T23:59:59-00:01\"| FIELD_INVALID",
                "datacontenttype| \"text/xml\"| DATA_CONTENT_TYPE_UNSUPPORTED",
                "data_base64| \"e30=\"| DATA_CONTENT_TYPE_UNSUPPORTED",
                "data| null| DATA_MISSING",
                "data| \"text\"| DATA_NOT_AN_OBJECT",
                "data| [1,[2]]| DATA_NOT_AN_OBJECT",
                "data.action| null| ACTION_MISSING",
                "data.action| true| FIELD_NOT_TEXT",
                "data.quantity| null| QUANTITY_MISSING",
                "data.quantity| 0| QUANTITY_NOT_POSITIVE",
                "data.quantity| -3| QUANTITY_NOT_POSITIVE",
                "data.quantity| -99999999999999999999| QUANTITY_NOT_POSITIVE",
                "data.quantity| 9223372036854775808| QUANTITY_TOO_LARGE",
                "data.quantity| 9007199254740992| QUANTITY_TOO_LARGE",
                "data.quantity| -0| QUANTITY_NOT_POSITIVE",
                "data.quantity| 1.5| QUANTITY_NOT_WHOLE",
                "data.quantity| 3.0| QUANTITY_NOT_WHOLE",
                "data.quantity| 1e1000000000| QUANTITY_NOT_WHOLE",
                "data.quantity| 1e3| QUANTITY_NOT_WHOLE",
                "data.quantity| \"3\"| QUANTITY_NOT_WHOLE",
                "data.quantity| [3]| QUANTITY_NOT_WHOLE",
                "data.user| 7| FIELD_NOT_TEXT",
                "data.dimensions| []| DIMENSIONS_INVALID",
                "data.dimensions| {\"a\":1}| DIMENSIONS_INVALID",
                "data.dimensions| {\"a\":{\"b\":[1]}}| DIMENSIONS_INVALID",
                "data.dimensions| {\"\":\"x\"}| FIELD_INVALID",
                "data.dimensions| {\"a\":\"x\",\"a\":\"y\"}| DIMENSIONS_INVALID",
                "data.dimensions| {\"a\":\"x\\u0000\"}| FIELD_INVALID",
                "data.dimensions| {\"a\":\"x\\ud800\"}| FIELD_INVALID",
                "data.qty| 3| DATA_FIELD_UNKNOWN"
            })
    void each_wrong_field_has_its_code(String field, String value, ProblemCode code) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode event = (ObjectNode) json.readTree(EVENT);
        ObjectNode holder = field.startsWith("data.") ? (ObjectNode) event.get("data") : event;
        holder.putRawValue(
                field.substring(field.indexOf('.') + 1), new com.fasterxml.jackson.databind.util.RawValue(value));

        UsageBatch batch = structured(json.writeValueAsBytes(event));

        assertThat(batch.events()).isEmpty();
        assertThat(batch.rejected()).extracting(Rejection::code).containsExactly(code);
        if (code != ProblemCode.DATA_FIELD_UNKNOWN) {
            assertThat(batch.rejected().getFirst().field()).endsWith(field);
        }
    }

    @Test
    void the_longest_texts_are_taken_and_longer_ones_are_not() {
        String longest = EVENT.replace("e-1", "i".repeat(256)).replace("acct-42", "a".repeat(128));
        assertThat(structured(utf8(longest)).events()).hasSize(1);
        assertThat(structured(utf8(EVENT.replace("e-1", "i".repeat(257)))).rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.FIELD_TOO_LONG);
        assertThat(structured(utf8(EVENT.replace("july", "x".repeat(257)))).rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.FIELD_TOO_LONG);
    }

    @Test
    void a_field_that_is_duplicated_is_rejected() {
        assertThat(structured(utf8(EVENT.replace("\"id\":\"e-1\"", "\"id\":\"e-1\",\"id\":\"e-2\"")))
                        .rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.FIELD_DUPLICATED);
        assertThat(structured(utf8(EVENT.replace("\"quantity\":3", "\"quantity\":3,\"quantity\":4")))
                        .rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.FIELD_DUPLICATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "[",
                "{\"id\":}",
                "nonsense",
                "[{}",
                "{}{}",
                "[] 1",
                "{\"a\":\"\u0001\"}",
                "\"\\x\""
            })
    void a_body_that_is_no_json_rejects_the_request(String body) {
        assertThatThrownBy(() -> batched(utf8(body))).isInstanceOf(RequestRejectedException.class);
        if (!body.startsWith("[")) {
            assertThatThrownBy(() -> structured(utf8(body)))
                    .isInstanceOfSatisfying(
                            RequestRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo(ProblemCode.JSON_INVALID));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"e-1\"| \"id\":null,\"id\":\"e-1\"",
                "\"id\":\"e-1\"| \"id\":\"e-1\",\"\\u0069d\":\"e-1\"",
                "\"data\":{| \"data\":null,\"data\":{",
                "\"traceparent\":| \"traceparent\":1,\"traceparent\":",
                "\"datacontenttype\":| \"datacontenttype\":null,\"datacontenttype\":",
                "\"user\":\"u-7\"| \"user\":\"u-7\",\"user\":null",
                "\"dimensions\":| \"dimensions\":null,\"dimensions\":"
            })
    void a_duplicate_member_is_rejected_even_as_null_or_escaped(String once, String twice) {
        assertThat(structured(utf8(EVENT.replace(once, twice))).rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.FIELD_DUPLICATED);
    }

    @Test
    void a_number_of_a_million_digits_is_rejected_alone() {
        String digits = "9".repeat(1_000_000);
        assertThat(structured(utf8(EVENT.replace(":3,", ":" + digits + ","))).rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.QUANTITY_TOO_LARGE);
        assertThat(structured(utf8(EVENT.replace(":3,", ":-" + digits + ","))).rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.QUANTITY_NOT_POSITIVE);
        assertThat(structured(utf8(EVENT.replace("\"00-ab-cd-01\"", digits + "e" + digits)))
                        .events())
                .containsExactly(RECORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "c080", "eda080", "eda080edb080", "f4908080", "ff", "c3", "80", "e28228"})
    void a_body_that_is_not_utf8_rejects_the_request(String hex) {
        byte[] body = EVENT.replace("e-1", "e-XX").getBytes(StandardCharsets.ISO_8859_1);
        byte[] wrong = HexFormat.of().parseHex(hex);
        int at = EVENT.indexOf("e-1") + 2;
        byte[] spoilt = new byte[body.length - 2 + wrong.length];
        System.arraycopy(body, 0, spoilt, 0, at);
        System.arraycopy(wrong, 0, spoilt, at, wrong.length);
        System.arraycopy(body, at + 2, spoilt, at + wrong.length, body.length - at - 2);

        assertThatThrownBy(() -> structured(spoilt))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(ProblemCode.JSON_INVALID));
    }

    @Test
    void another_encoding_is_not_guessed_and_a_byte_order_mark_is_ignored() {
        assertThatThrownBy(() -> structured(EVENT.getBytes(StandardCharsets.UTF_16BE)))
                .isInstanceOf(RequestRejectedException.class);
        assertThatThrownBy(() -> structured(EVENT.getBytes(Charset.forName("UTF-32LE"))))
                .isInstanceOf(RequestRejectedException.class);
        assertThat(structured(utf8("\ufeff" + EVENT)).events()).containsExactly(RECORD);
    }

    @Test
    void deep_nesting_rejects_the_request_and_does_not_exhaust_the_stack() {
        String deep = "[".repeat(100_000);
        assertThatThrownBy(() -> structured(utf8("{\"ext\":" + deep))).isInstanceOf(RequestRejectedException.class);
    }

    @Test
    void a_thousand_events_are_taken_and_one_more_is_too_many() {
        String thousand = (EVENT + ",").repeat(999) + EVENT;
        assertThat(batched(utf8("[" + thousand + "]")).events()).hasSize(1_000);
        assertThatThrownBy(() -> batched(utf8("[" + thousand + "," + EVENT + "]")))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(ProblemCode.TOO_MANY_EVENTS));
    }

    @Test
    void many_invented_field_names_do_no_harm() {
        for (int round = 0; round < 50; round++) {
            StringBuilder extensions = new StringBuilder("{");
            for (int i = 0; i < 2_000; i++) {
                extensions.append("\"x").append(round).append('y').append(i).append("\":1,");
            }
            assertThat(structured(utf8(extensions + EVENT.substring(1))).events())
                    .hasSize(1);
        }
    }

    private UsageBatch structured(byte[] body) {
        return reader.structured(body, ALL);
    }

    private UsageBatch batched(byte[] body) {
        return reader.batched(body, ALL);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
