package com.clientmanager.credits.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalGapsTest {
    private final ArrivalGaps gaps = new ArrivalGaps(2);

    @Test
    void the_longest_gap_of_a_partition_that_overlaps_the_interval_counts() {
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
