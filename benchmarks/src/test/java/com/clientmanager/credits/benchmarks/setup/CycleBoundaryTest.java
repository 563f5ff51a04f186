package com.clientmanager.credits.benchmarks.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class CycleBoundaryTest {
    private static final long TEN_YEARS_S = Duration.ofDays(3_653).toSeconds();

    @RepeatedTest(200)
    void the_chosen_second_is_the_first_of_a_local_day_with_the_starts_number(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextLong(TEN_YEARS_S));
        CycleBoundary boundary = new CycleBoundary(at);

        ZonedDateTime local = at.atZone(boundary.zone());
        ZonedDateTime start = boundary.startedAt().atZone(boundary.zone());
        assertThat(local.toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(start.getDayOfMonth()).isEqualTo(local.getDayOfMonth());
        assertThat(Duration.between(start, local)).isBetween(Duration.ofDays(27), Duration.ofDays(62));
    }
}
