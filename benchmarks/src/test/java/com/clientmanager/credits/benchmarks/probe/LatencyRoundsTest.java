package com.clientmanager.credits.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.benchmarks.report.Findings;
import org.junit.jupiter.api.Test;

class LatencyRoundsTest {
    private static final long ONE_MILLI = 1_000_000;

    @Test
    void the_median_round_is_reported_with_minimum_and_maximum() {
        LatencyRounds rounds = new LatencyRounds(3);
        rounds.add(0, 30 * ONE_MILLI);
        rounds.add(1, 10 * ONE_MILLI);
        rounds.add(2, 20 * ONE_MILLI);
        rounds.add(2, 19 * ONE_MILLI);

        Findings findings = new Findings("Times");
        rounds.addTo(findings, "p99Micros", "p99", 99, "600 ms");

        assertThat(rounds.count()).isEqualTo(4);
        assertThat(findings.figures().get("p99Micros")).isBetween(20_000L, 20_020L);
        assertThat(findings.rows())
                .containsExactly(new Findings.Row("p99", "20.0 ms (10.0 ms – 30.0 ms in 3 rounds)", "600 ms"));
    }

    @Test
    void one_round_is_its_own_median() {
        LatencyRounds rounds = new LatencyRounds(1);
        rounds.add(0, 7 * ONE_MILLI);

        Findings findings = new Findings("Times");
        rounds.addTo(findings, "p50Micros", "p50", 50, "");

        assertThat(findings.rows()).containsExactly(new Findings.Row("p50", "7.0 ms", ""));
    }
}
