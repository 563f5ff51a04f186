package com.clientmanager.credits.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyRoundsTest {
    private static final long A_MILLI = 1_000_000;

    @Test
    void the_round_in_the_middle_is_quoted_with_the_least_and_the_greatest() {
        LatencyRounds rounds = new LatencyRounds(3);
        rounds.add(0, 30 * A_MILLI);
        rounds.add(1, 10 * A_MILLI);
        rounds.add(2, 20 * A_MILLI);
        rounds.add(2, 19 * A_MILLI);

        Findings findings = new Findings("Times");
        rounds.tell(findings, "p99Micros", "p99", 990, "600 ms");

        assertThat(rounds.count()).isEqualTo(4);
        assertThat(findings.figures()).containsEntry("p99Micros", 20_000L);
        assertThat(findings.rows())
                .containsExactly(new Findings.Row("p99", "20.0 ms (10.0 ms – 30.0 ms in 3 rounds)", "600 ms"));
    }

    @Test
    void one_round_is_its_own_middle() {
        LatencyRounds rounds = new LatencyRounds(1);
        rounds.add(0, 7 * A_MILLI);

        Findings findings = new Findings("Times");
        rounds.tell(findings, "p50Micros", "p50", 500, "");

        assertThat(findings.rows()).containsExactly(new Findings.Row("p50", "7.0 ms", ""));
    }
}
