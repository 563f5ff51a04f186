package com.clientmanager.credits.aggregator.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest(name = "R3 {0} away is {1}")
    @CsvSource({"PT0S, OK", "PT5M, OK", "PT5M0.001S, IN_THE_FUTURE", "PT-1S, OK", "P-35D, OK", "P-35DT-0.001S, TOO_LATE"
    })
    void limits(Duration away, TimestampPolicy expected) {
        assertThat(TimestampPolicy.judge(NOW.plus(away), NOW, Duration.ofDays(35)))
                .isEqualTo(expected);
    }
}
