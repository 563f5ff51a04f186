package com.clientmanager.credits.aggregator.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CycleCalendarTest {
    private static final int TEN_YEARS = 120;

    @ParameterizedTest(name = "R12 in {0} cycles tile ten years for every anchor day")
    @ValueSource(
            strings = {
                "UTC",
                "America/New_York",
                "America/St_Johns",
                "America/Sao_Paulo",
                "America/Havana",
                "Europe/Madrid",
                "Europe/London",
                "Africa/Cairo",
                "Africa/Casablanca",
                "Asia/Beirut",
                "Asia/Tehran",
                "Asia/Kathmandu",
                "Asia/Kolkata",
                "Australia/Lord_Howe",
                "Australia/Eucla",
                "Pacific/Apia",
                "Pacific/Auckland",
                "Pacific/Chatham",
                "Pacific/Kiritimati"
            })
    void cycles_tile_time(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        for (int day = 1; day <= 31; day++) {
            for (int startYear : List.of(2006, 2011, 2024)) {
                LocalDate first = LocalDate.of(startYear, 1, day);
                tiles(first.atTime(LocalTime.of(13, 27, 5)).atZone(zone).toInstant(), zone, first);
            }
        }
    }

    private static void tiles(Instant start, ZoneId zone, LocalDate first) {
        assertThat(CycleCalendar.boundary(start, zone, 0)).isEqualTo(start);
        Instant end = start;
        for (int n = 0; n < TEN_YEARS; n++) {
            Cycle cycle = CycleCalendar.cycle(start, zone, n);
            assertThat(cycle.number()).isEqualTo(n);
            assertThat(cycle.start()).isEqualTo(end);
            assertThat(cycle.end()).isAfter(cycle.start());
            end = cycle.end();
            assertIsFirstInstantOfTheDay(end, zone, expectedDay(first, n + 1));
            assertThat(CycleCalendar.cycleAt(start, zone, cycle.start())).isEqualTo(cycle);
            assertThat(CycleCalendar.cycleAt(start, zone, end.minusMillis(1))).isEqualTo(cycle);
        }
    }

    /** Counted month by month from the year's first day, so that no arithmetic is shared with the calendar. */
    private static LocalDate expectedDay(LocalDate first, int months) {
        LocalDate month = first.withDayOfMonth(1);
        for (int i = 0; i < months; i++) {
            month = month.plusDays(month.lengthOfMonth());
        }
        return month.withDayOfMonth(Math.min(first.getDayOfMonth(), month.lengthOfMonth()));
    }

    private static void assertIsFirstInstantOfTheDay(Instant boundary, ZoneId zone, LocalDate day) {
        ZonedDateTime local = boundary.atZone(zone);
        boolean dayExists = !LocalDateTime.ofInstant(
                        day.atTime(12, 0).atZone(zone).toInstant(), zone)
                .toLocalDate()
                .isAfter(day);
        assertThat(local.toLocalDate()).isEqualTo(dayExists ? day : day.plusDays(1));
        assertThat(boundary.minusMillis(1).atZone(zone).toLocalDate()).isBefore(local.toLocalDate());
    }

    @ParameterizedTest(name = "R12 {0} in {1}: boundary {2} is {3}")
    @CsvSource({
        "2026-01-31T20:40:00Z, America/New_York, 1, 2026-02-28T05:00:00Z",
        "2026-01-31T20:40:00Z, America/New_York, 2, 2026-03-31T04:00:00Z",
        "2028-01-30T10:00:00Z, UTC, 1, 2028-02-29T00:00:00Z",
        "2028-02-29T10:00:00Z, UTC, 12, 2029-02-28T00:00:00Z",
        "2028-02-29T10:00:00Z, UTC, 48, 2032-02-29T00:00:00Z",
        "2026-01-29T10:00:00Z, Asia/Beirut, 2, 2026-03-28T22:00:00Z",
        "2011-11-30T12:00:00Z, Pacific/Apia, 1, 2011-12-30T10:00:00Z",
        "2025-12-31T11:00:00Z, Pacific/Auckland, 1, 2026-01-31T11:00:00Z"
    })
    void boundaries_by_example(Instant start, String zone, long n, Instant expected) {
        assertThat(CycleCalendar.boundary(start, ZoneId.of(zone), n)).isEqualTo(expected);
    }

    @Test
    void a_time_before_the_start_and_a_boundary_before_the_first_are_errors() {
        Instant start = Instant.parse("2026-01-31T20:40:00Z");
        ZoneId utc = ZoneId.of("UTC");
        assertThatThrownBy(() -> CycleCalendar.boundary(start, utc, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CycleCalendar.cycleAt(start, utc, start.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(CycleCalendar.cycleAt(start, utc, start).number()).isZero();
    }

    @Test
    void cycleAt_finds_the_cycle_wherever_in_the_month_the_time_lies() {
        Instant start = Instant.parse("2026-01-15T12:00:00Z");
        ZoneId utc = ZoneId.of("UTC");
        assertThat(CycleCalendar.cycleAt(start, utc, Instant.parse("2026-03-14T23:59:59Z"))
                        .number())
                .isEqualTo(1);
        assertThat(CycleCalendar.cycleAt(start, utc, Instant.parse("2026-03-15T00:00:00Z"))
                        .number())
                .isEqualTo(2);
        assertThat(CycleCalendar.cycleAt(start, utc, Instant.parse("2036-03-30T00:00:00Z"))
                        .number())
                .isEqualTo(122);
    }
}
