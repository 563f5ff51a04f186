package com.clientmanager.credits.billing.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final Figures FIGURES = new Figures(Locale.US, DemoAccount.ZONE);
    private static final Instant NOON = Instant.parse("2026-07-03T10:00:00Z");

    @Test
    void what_was_complete_a_moment_ago_is_fresh_and_needs_no_day() {
        Freshness fresh = Freshness.of(NOON.minusSeconds(30), NOON, FIGURES);
        assertThat(fresh.late()).isFalse();
        assertThat(fresh.time()).startsWith("11:59:30");
    }

    @Test
    void what_was_complete_longer_ago_is_late() {
        assertThat(Freshness.of(NOON.minusSeconds(31), NOON, FIGURES).late()).isTrue();
    }

    @Test
    void another_day_is_named() {
        assertThat(Freshness.of(NOON.minusSeconds(86_400), NOON, FIGURES).time())
                .startsWith("Jul 2, 2026, 12:00:00");
    }

    @Test
    void what_is_not_known_has_no_time() {
        assertThat(Freshness.of(null, NOON, FIGURES).time()).isNull();
    }
}
