package com.clientmanager.credits.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapsTest {
    private final Gaps gaps = new Gaps(2);

    @Test
    void the_longest_pause_of_one_lane_counts_if_it_reaches_into_the_time_asked_for() {
        gaps.arrived(0, 100);
        gaps.arrived(1, 150);
        gaps.arrived(0, 200);
        gaps.arrived(1, 500);
        gaps.arrived(0, 900);

        assertThat(gaps.longest(0, 1_000)).isEqualTo(700);
        assertThat(gaps.longest(0, 201)).isEqualTo(700);
        assertThat(gaps.longest(0, 200)).isEqualTo(350);
        assertThat(gaps.longest(900, 1_000)).isZero();
    }
}
