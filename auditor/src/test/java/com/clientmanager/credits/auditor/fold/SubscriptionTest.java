package com.clientmanager.credits.auditor.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    @Test
    void R12_a_short_month_does_not_pull_later_boundaries_forward() {
        Subscription subscription = started("2026-01-31T10:00:00Z", "UTC");
        assertThat(end(subscription)).isEqualTo("2026-02-28T00:00:00Z");
        assertThat(end(subscription.inNextCycle())).isEqualTo("2026-03-31T00:00:00Z");
        assertThat(end(subscription.inNextCycle().inNextCycle())).isEqualTo("2026-04-30T00:00:00Z");
    }

    @Test
    void R12_a_boundary_in_a_gap_at_midnight_is_the_first_instant_of_the_day() {
        assertThat(end(started("2018-10-04T12:00:00Z", "America/Sao_Paulo"))).isEqualTo("2018-11-04T03:00:00Z");
    }

    @Test
    void R12_cycles_tile_time() {
        Subscription subscription = started("2024-02-29T10:00:00Z", "Europe/Berlin");
        for (int n = 0; n < 60; n++) {
            Subscription next = subscription.inNextCycle();
            assertThat(next.cycleStart()).isEqualTo(subscription.cycleEnd());
            assertThat(next.cycleOf(subscription.cycleEnd() - 1)).isEqualTo(subscription.running());
            assertThat(next.cycleOf(next.cycleStart())).isEqualTo(next.running());
            assertThat(next.cycleOf(next.cycleEnd())).isNull();
            subscription = next;
        }
    }

    private static Subscription started(String at, String zone) {
        Plan plan = new Plan("growth", BigInteger.TEN, 1);
        return Subscription.started("s", ZoneId.of(zone), Instant.parse(at).toEpochMilli(), plan);
    }

    private static String end(Subscription subscription) {
        return Instant.ofEpochMilli(subscription.cycleEnd()).toString();
    }
}
