package com.clientmanager.credits.ingest.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.clientmanager.credits.schemas.UsageRecorded;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP binding of CloudEvents 1.0.2, section 3.1.3: one value has one meaning, or the event is refused (R2). */
class BinaryModeTest {
    private final UsageEventReader reader = new UsageEventReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "q| q",
                "\"q\"| q",
                "%71| q",
                "%22q%22| \"q\"",
                "\"%22q%22\"| \"q\"",
                "\"a\\\"b\"| a\"b",
                "\"a\\\\b\"| a\\b",
                "\"\\a\"| a",
                "a\\b| a\\b",
                "Euro%20%E2%82%AC%20%F0%9F%98%80| Euro € \ud83d\ude00",
                "\"Euro %e2%82%ac\"| Euro €",
                "caf\u00c3\u00a9| café",
                "\u00c3%a9| é",
                "a b| a b",
                "%2525| %25",
                "100%25| 100%"
            })
    void a_value_is_unquoted_then_percent_decoded_once_then_read_as_utf8(String header, String id) {
        UsageBatch batch = binary(headers("ce-id", header));

        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.events()).extracting(UsageRecorded::getId).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x%FF",
                "x%FE",
                "x\u00ff",
                "x\u00e9",
                "x%C0%A0",
                "x%C0%80",
                "x%E0%80%AF",
                "x%ED%A0%80",
                "x%ED%A0%80%ED%B0%80",
                "x%F4%90%80%80",
                "x%E2%82",
                "x%82",
                "x%",
                "x%4",
                "x%4g",
                "x%g4",
                "x%%41",
                "x%-1",
                "x%+1",
                "x% 1",
                "x%\u0661\u0661",
                "x\u20ac",
                "\"",
                "\"x",
                "x\"",
                "x\"y",
                "x\"y\"",
                "\"x\"y",
                "\"x\" \"y\"",
                "\"x\"y\"",
                "\"x\\\"",
                "%00",
                "a%00b",
                "a%0Ab",
                "a%7Fb",
                "a%C2%85b",
                "a%EF%BF%BF",
                "a\tb",
                "\"a\\\tb\""
            })
    void what_the_binding_does_not_let_a_sender_write_is_invalid(String header) {
        UsageBatch batch = binary(headers("ce-id", header));

        assertThat(batch.events()).isEmpty();
        assertThat(batch.rejected())
                .extracting(Rejection::code, Rejection::field, Rejection::id)
                .containsExactly(tuple(ProblemCode.FIELD_INVALID, "id", null));
        assertThat(batch.rejected().getFirst().detail()).doesNotContain(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-specversion", "ce-id", "ce-source", "ce-type", "ce-subject", "ce-time", "ce-trace"})
    void a_header_that_is_duplicated_is_refused_also_with_the_same_value(String name) {
        Map<String, List<String>> headers = headers("ce-trace", "1");
        headers.put(
                name, List.of(headers.get(name).getFirst(), headers.get(name).getFirst()));

        assertThat(binary(headers).rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.FIELD_DUPLICATED);
    }

    @Test
    void header_names_that_differ_in_case_are_duplicates() {
        Map<String, List<String>> headers = headers("ce-id", "a");
        headers.put("CE-Id", List.of("a"));

        assertThat(binary(headers).rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.FIELD_DUPLICATED);
    }

    @Test
    void names_are_read_in_any_case() {
        Map<String, List<String>> headers = new HashMap<>();
        headers("ce-id", "a").forEach((name, value) -> headers.put(name.toUpperCase(java.util.Locale.ROOT), value));

        assertThat(binary(headers).events()).hasSize(1);
    }

    @Test
    void an_extension_that_cannot_be_decoded_is_refused_as_well() {
        assertThat(binary(headers("ce-trace", "%FF")).rejected())
                .extracting(Rejection::code)
                .containsExactly(ProblemCode.FIELD_INVALID);
        assertThat(binary(headers("ce-trace", "%FE%")).rejected().getFirst().field())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ce-id, ID_MISSING",
        "ce-source, SOURCE_MISSING",
        "ce-type, TYPE_MISSING",
        "ce-subject, SUBJECT_MISSING",
        "ce-time, TIME_MISSING"
    })
    void an_empty_header_is_missing(String name, ProblemCode code) {
        assertThat(binary(headers(name, "")).rejected())
                .extracting(Rejection::code)
                .containsExactly(code);
        assertThat(binary(headers(name, "\"\"")).rejected())
                .extracting(Rejection::code)
                .containsExactly(code);
    }

    @Test
    void without_a_version_it_is_no_cloud_event() {
        Map<String, List<String>> headers = headers("ce-id", "a");
        headers.remove("ce-specversion");

        assertThatThrownBy(() -> binary(headers))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(ProblemCode.SPECVERSION_MISSING));
    }

    private UsageBatch binary(Map<String, List<String>> headers) {
        byte[] data = "{\"action\":\"login\",\"quantity\":1}".getBytes(StandardCharsets.UTF_8);
        return reader.binary(headers, data, AllowedSources.of(List.of("*")));
    }

    private static Map<String, List<String>> headers(String name, String value) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("ce-specversion", List.of("1.0"));
        headers.put("ce-id", List.of("e-1"));
        headers.put("ce-source", List.of("/crm/sms"));
        headers.put("ce-type", List.of("com.clientmanager.usage.v1"));
        headers.put("ce-subject", List.of("acct-42"));
        headers.put("ce-time", List.of("2026-07-01T09:30:00Z"));
        headers.put("content-type", List.of("application/json", "text/plain"));
        headers.put(name, List.of(value));
        return headers;
    }
}
