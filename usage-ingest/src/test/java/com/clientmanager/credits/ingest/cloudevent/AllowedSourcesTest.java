package com.clientmanager.credits.ingest.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R2: a producer's token speaks only for the sources of its claim. */
class AllowedSourcesTest {
    @ParameterizedTest
    @CsvSource({
        "*, /crm/sms, true",
        "/crm/sms, /crm/sms, true",
        "/crm/sms, /crm/sms/, false",
        "/crm/sms, /crm/SMS, false",
        "/crm/sms, /crm/sm, false",
        "/crm/*, /crm/sms, true",
        "/crm/*, /crm/, true",
        "/crm/*, /crm, false",
        "/crm/*, /CRM/sms, false",
        "/crm/*, /crm%2Fsms, false",
        "/crm/sms, /crm/%73ms, false",
        "/crm/sms, /crm/../crm/sms, false",
        "**, *x, true",
        "**, x, false",
        "a*b, a*b, true",
        "a*b, axb, false",
        "a*b*, a*bc, true",
        "'', '', true",
        "'', x, false",
        "caf\u00e9, cafe\u0301, false"
    })
    void an_entry_is_one_source_or_a_prefix(String entry, String source, boolean allowed) {
        assertThat(AllowedSources.of(List.of(entry)).contains(source)).isEqualTo(allowed);
    }

    @Test
    void no_entry_allows_nothing_and_several_allow_what_one_of_them_allows() {
        assertThat(AllowedSources.of(List.of()).contains("/crm/sms")).isFalse();
        AllowedSources several = AllowedSources.of(List.of("/a", "/b/*", "/c"));
        assertThat(several.contains("/c")).isTrue();
        assertThat(several.contains("/b/1")).isTrue();
        assertThat(several.contains("/d")).isFalse();
    }

    @Test
    void an_event_of_another_source_is_rejected_alone() {
        String event = """
                {"specversion":"1.0","id":"e-1","source":"/crm/sms","type":"com.clientmanager.usage.v1","subject":"a",\
                "time":"2026-07-01T09:30:00Z","data":{"action":"sms.send","quantity":3}}""";
        String batch = "[" + event + "," + event.replace("/crm/sms", "/crm/forms") + "]";

        UsageBatch read = new UsageEventReader()
                .batched(batch.getBytes(StandardCharsets.UTF_8), AllowedSources.of(List.of("/crm/sms")));

        assertThat(read.events()).hasSize(1);
        assertThat(read.rejected())
                .extracting(Rejection::index, Rejection::code, Rejection::field)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, ProblemCode.SOURCE_NOT_ALLOWED, "source"));
    }
}
