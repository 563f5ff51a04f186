package com.clientmanager.credits.billing.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** R18: a failed fee is tried again on days 1, 3, 5 and 7. */
class DunningCalendarTest {
    private static final Instant BOUNDARY = Instant.parse("2026-03-28T00:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void retries_are_on_days_1_3_5_and_7_after_the_boundary() {
        assertThat(DunningCalendar.of(BOUNDARY, BOUNDARY.plusSeconds(5), UTC).retries())
                .containsExactly(
                        Instant.parse("2026-03-29T00:00:00Z"),
                        Instant.parse("2026-03-31T00:00:00Z"),
                        Instant.parse("2026-04-02T00:00:00Z"),
                        Instant.parse("2026-04-04T00:00:00Z"));
    }

    @Test
    void a_day_is_a_local_day_also_when_clocks_change() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant boundary = Instant.parse("2026-03-27T23:00:00Z");
        assertThat(DunningCalendar.of(boundary, boundary, berlin).retries())
                .startsWith(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-30T22:00:00Z"));
    }

    @Test
    void after_the_failure_on_day_7_there_is_no_next_attempt() {
        DunningCalendar calendar = DunningCalendar.of(BOUNDARY, BOUNDARY, UTC);
        assertThat(calendar.nextAfter(BOUNDARY)).contains(Instant.parse("2026-03-29T00:00:00Z"));
        assertThat(calendar.nextAfter(Instant.parse("2026-03-31T00:00:01Z")))
                .contains(Instant.parse("2026-04-02T00:00:00Z"));
        assertThat(calendar.nextAfter(Instant.parse("2026-04-04T00:00:00Z"))).isEmpty();
    }

    @Test
    void a_fee_first_tried_long_after_its_boundary_still_has_seven_days() {
        Instant attempt = BOUNDARY.plusSeconds(20 * 86_400);
        assertThat(DunningCalendar.of(BOUNDARY, attempt, UTC).nextAfter(attempt))
                .contains(attempt.plusSeconds(86_400));
    }
}
