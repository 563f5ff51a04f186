package com.clientmanager.credits.ingest.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @ParameterizedTest
    @CsvSource({
        "2026-07-01T09:30:00Z, 2026-07-01T09:30:00Z",
        "2026-07-01t09:30:00z, 2026-07-01T09:30:00Z",
        "2026-07-01T09:30:00.5Z, 2026-07-01T09:30:00.500Z",
        "2026-07-01T23:59:59.999999999Z, 2026-07-01T23:59:59.999Z",
        "2026-07-01T09:30:00+02:00, 2026-07-01T07:30:00Z",
        "2026-07-01T00:15:00.007+14:00, 2026-06-30T10:15:00.007Z",
        "2024-02-29T12:00:00-03:30, 2024-02-29T15:30:00Z",
        "1969-12-31T23:59:59.250Z, 1969-12-31T23:59:59.250Z"
    })
    void a_time_is_read_to_the_millisecond(String text, String expected) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-07-01",
                "2026-07-01T09:30Z",
                "2026-07-01T09:30:00",
                "2026-07-01 09:30:00Z",
                "2026-7-1T09:30:00Z    ",
                "2026-02-29T09:30:00Z",
                "2026-13-01T09:30:00Z",
                "2026-00-10T09:30:00Z",
                "2026-07-01T24:00:00Z",
                "2026-07-01T09:60:00Z",
                "2026-07-01T09:30:60Z",
                "2026-07-01T09:30:00.Z",
                "2026-07-01T09:30:00+0200",
                "2026-07-01T09:30:00+24:00",
                "2026-07-01T09:30:00+02",
                "2026-07-01T09:30:00+02:00:00",
                "2026-07-01T09:30:00.1234567891Z",
                "2026-07-01T09:30:00ZZ",
                "2026-07-01T09:30:00+02:00Z",
                "+026-07-01T09:30:00Z",
                "2026-07-01T09:30:00.123456789012345678901234567890Z",
                "٢٠٢٦-07-01T09:30:00Z"
            })
    void what_is_not_a_full_time_is_invalid(String text) {
        assertThat(Rfc3339.parse(text)).isNull();
    }

    @Test
    void any_instant_reads_as_java_reads_it() {
        Random random = new Random(33);
        for (int round = 0; round < 20_000; round++) {
            OffsetDateTime time = OffsetDateTime.ofInstant(
                    Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L)),
                    ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1_079, 1_080)));
            String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withNano(random.nextInt(1_000_000_000)));
            if (text.length() > 16 && text.charAt(16) == ':' && text.charAt(0) != '+' && text.charAt(0) != '-') {
                assertThat(Rfc3339.parse(text))
                        .as(text)
                        .isEqualTo(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
            }
        }
    }
}
