package com.clientmanager.credits.aggregator.stream;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.BrokenInvariant;
import com.clientmanager.credits.aggregator.stream.store.OldStateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ReactionTest {
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final List<Duration> pauses = new ArrayList<>();
    private long nowNanos;
    private final Reaction reaction =
            new Reaction(new Replacements(new AggregatorConfig.Failures(3, WITHIN), () -> nowNanos), pauses::add);

    @Test
    void a_broken_invariant_stops_the_client_wherever_it_is_wrapped() {
        Throwable broken = new StreamsException("in process", new BrokenInvariant("acct-1", "I2", 10, 11));

        assertThat(reaction.handle(broken)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(reaction.stoppedBecause()).contains("acct-1");
    }

    @Test
    void state_of_another_release_stops_the_client_with_a_sentence_that_says_what_to_do() {
        Throwable old = new OldStateException("accounts");

        assertThat(reaction.handle(new StreamsException("in init", old))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(reaction.stoppedBecause()).contains("make reset").doesNotContain("\n");
    }

    @Test
    void an_outage_is_tried_again_at_once_however_long_it_lasts() {
        for (int i = 0; i < 100; i++) {
            assertThat(reaction.handle(new StreamsException(new TimeoutException("broker away"))))
                    .isEqualTo(REPLACE_THREAD);
            assertThat(reaction.handle(
                            new StreamsException(new RegistryStillAway("away", new IllegalStateException()))))
                    .isEqualTo(REPLACE_THREAD);
        }
        assertThat(pauses).isEmpty();
        assertThat(reaction.stoppedBecause()).isNull();
    }

    @Test
    void a_defect_is_tried_again_after_longer_and_longer_pauses_and_then_stops_the_client() {
        Throwable defect = new StreamsException("in process", new NullPointerException("of ours"));

        assertThat(reaction.handle(defect)).isEqualTo(REPLACE_THREAD);
        assertThat(reaction.handle(defect)).isEqualTo(REPLACE_THREAD);
        assertThat(reaction.handle(defect)).isEqualTo(REPLACE_THREAD);
        assertThat(reaction.stoppedBecause()).isNull();
        assertThat(reaction.handle(defect)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(reaction.stoppedBecause()).contains("of ours");
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400));
    }

    @Test
    void failures_of_long_ago_do_not_count() {
        for (int i = 0; i < 20; i++) {
            assertThat(reaction.handle(new IllegalStateException("now and then")))
                    .isEqualTo(REPLACE_THREAD);
            nowNanos += WITHIN.toNanos() / 2;
        }
    }

    @Test
    void a_right_that_is_missing_is_no_outage() {
        Throwable missing = new StreamsException(new ClusterAuthorizationException("no Alter"));
        for (int i = 0; i < 3; i++) {
            reaction.handle(missing);
        }

        assertThat(reaction.handle(missing)).isEqualTo(SHUTDOWN_CLIENT);
    }
}
