package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.UsageLimits.Code;
import com.clientmanager.credits.schemas.UsageLimits.Violation;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageLimitsTest {
    @Test
    void an_event_at_every_limit_passes() {
        UsageRecorded event = event(usage -> {
            usage.setSource("s".repeat(256));
            usage.setId("i".repeat(256));
            usage.setAccount("a".repeat(128));
            usage.setAction("x".repeat(128));
            usage.setUser("u".repeat(128));
            usage.setQuantity((1L << 53) - 1);
            usage.setHoldId("h".repeat(255));
            usage.setOccurredAt(Instant.parse("9999-12-31T23:59:59.999Z"));
            usage.setDimensions(IntStream.range(0, 20)
                    .boxed()
                    .collect(Collectors.toMap(i -> "d".repeat(62) + (10 + i), i -> "v".repeat(256))));
        });

        assertThat(UsageLimits.firstViolation(event)).isNull();
    }

    @Test
    void one_beyond_a_limit_is_named() {
        assertThat(violation(usage -> usage.setSource("s".repeat(257)))).isEqualTo("FIELD_TOO_LONG source");
        assertThat(violation(usage -> usage.setId("i".repeat(257)))).isEqualTo("FIELD_TOO_LONG id");
        assertThat(violation(usage -> usage.setAccount("a".repeat(129)))).isEqualTo("FIELD_TOO_LONG account");
        assertThat(violation(usage -> usage.setAction("a".repeat(129)))).isEqualTo("FIELD_TOO_LONG action");
        assertThat(violation(usage -> usage.setUser("u".repeat(129)))).isEqualTo("FIELD_TOO_LONG user");
        assertThat(violation(usage -> usage.setHoldId("h".repeat(256)))).isEqualTo("FIELD_TOO_LONG holdId");
        assertThat(violation(usage -> usage.setQuantity(1L << 53))).isEqualTo("QUANTITY_TOO_LARGE quantity");
        assertThat(violation(usage -> usage.setOccurredAt(Instant.ofEpochMilli(-1))))
                .isEqualTo("FIELD_INVALID occurredAt");
        assertThat(violation(usage -> usage.setOccurredAt(Instant.parse("+10000-01-01T00:00:00Z"))))
                .isEqualTo("FIELD_INVALID occurredAt");
        assertThat(violation(usage -> usage.setDimensions(
                        IntStream.range(0, 21).boxed().collect(Collectors.toMap(i -> "d" + i, i -> "v")))))
                .isEqualTo("FIELD_TOO_LONG dimensions");
        assertThat(violation(usage -> usage.setDimensions(Map.of("d".repeat(65), ""))))
                .isEqualTo("FIELD_TOO_LONG dimensions");
        assertThat(violation(usage -> usage.setDimensions(Map.of("d", "v".repeat(257)))))
                .isEqualTo("FIELD_TOO_LONG dimensions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\nb", "\u007f", "\u0085", "\ud800", "\udc00a", "a\ud83d", "\uffff", "\ufffe"})
    void a_text_that_a_store_cannot_hold_is_invalid_in_each_field(String text) {
        assertThat(UsageLimits.isValidText(text)).isFalse();
        assertThat(violation(usage -> usage.setSource(text))).isEqualTo("FIELD_INVALID source");
        assertThat(violation(usage -> usage.setId(text))).isEqualTo("FIELD_INVALID id");
        assertThat(violation(usage -> usage.setAccount(text))).isEqualTo("FIELD_INVALID account");
        assertThat(violation(usage -> usage.setAction(text))).isEqualTo("FIELD_INVALID action");
        assertThat(violation(usage -> usage.setUser(text))).isEqualTo("FIELD_INVALID user");
        assertThat(violation(usage -> usage.setHoldId(text))).isEqualTo("FIELD_INVALID holdId");
        assertThat(violation(usage -> usage.setDimensions(Map.of(text, "v")))).isEqualTo("FIELD_INVALID dimensions");
        assertThat(violation(usage -> usage.setDimensions(Map.of("d", text)))).isEqualTo("FIELD_INVALID dimensions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "日本", "\ud83d\ude00", "\ufffd", "a b", "\u00a0x"})
    void a_text_of_any_alphabet_is_valid(String text) {
        assertThat(UsageLimits.isValidText(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003"})
    void what_must_be_there_is_not_blank(String text) {
        assertThat(violation(usage -> usage.setSource(text))).isEqualTo("FIELD_INVALID source");
        assertThat(violation(usage -> usage.setId(text))).isEqualTo("FIELD_INVALID id");
        assertThat(violation(usage -> usage.setAccount(text))).isEqualTo("FIELD_INVALID account");
        assertThat(violation(usage -> usage.setAction(text))).isEqualTo("FIELD_INVALID action");
        assertThat(violation(usage -> usage.setUser(text))).isEqualTo("none");
    }

    @Test
    void a_null_is_invalid_where_the_schema_has_none() {
        assertThat(violation(usage -> usage.setSource(null))).isEqualTo("FIELD_INVALID source");
        assertThat(violation(usage -> usage.setAccount(null))).isEqualTo("FIELD_INVALID account");
        assertThat(violation(usage -> usage.setDimensions(null))).isEqualTo("FIELD_INVALID dimensions");
        assertThat(violation(usage -> usage.setDimensions(Collections.singletonMap("d", null))))
                .isEqualTo("FIELD_INVALID dimensions");
        assertThat(violation(usage -> usage.setDimensions(Collections.singletonMap(null, "v"))))
                .isEqualTo("FIELD_INVALID dimensions");
        assertThat(UsageLimits.time("occurredAt", null)).isNotNull();
        assertThat(violation(usage -> usage.setUser(null))).isEqualTo("none");
    }

    @Test
    void a_tick_is_the_action_and_no_units_and_its_prefix_is_reserved() {
        UsageRecorded tick = event(usage -> {
            usage.setAction("credits.tick");
            usage.setQuantity(0);
        });
        assertThat(UsageLimits.isTick(tick)).isTrue();
        tick.setQuantity(1);
        assertThat(UsageLimits.isTick(tick)).isFalse();
        assertThat(UsageLimits.isTick(event(usage -> usage.setQuantity(0)))).isFalse();
        assertThat(UsageLimits.reserved("credits.hold")).isNotNull();
        assertThat(UsageLimits.reserved("credits")).isNull();
        assertThat(UsageLimits.reserved("sms.send")).isNull();
    }

    private static String violation(Consumer<UsageRecorded> change) {
        Violation found = UsageLimits.firstViolation(event(change));
        return found == null ? "none" : found.code() + " " + found.field();
    }

    private static UsageRecorded event(Consumer<UsageRecorded> change) {
        UsageRecorded event = new UsageRecorded(
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
        change.accept(event);
        return event;
    }

    /** The codes are public on two interfaces. */
    @Test
    void the_codes_are_three() {
        assertThat(Code.values())
                .extracting(Enum::name)
                .containsExactly("FIELD_TOO_LONG", "FIELD_INVALID", "QUANTITY_TOO_LARGE");
    }
}
