package com.clientmanager.credits.aggregator.stream;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.InvariantViolationException;
import com.clientmanager.credits.aggregator.stream.store.OldStateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
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
        Throwable broken = new StreamsException("in process", new InvariantViolationException("acct-1", "I2", 10, 11));

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

    @Test
    void a_record_that_no_broker_takes_is_no_outage_and_stops_the_client_at_once() {
        for (RuntimeException unwritable : List.of(
                new RecordTooLargeException("5 MB"),
                new RecordBatchTooLargeException("5 MB"),
                new InvalidRecordException("no key"),
                new SerializationException("no text"))) {
            Reaction fresh = new Reaction(
                    new Replacements(new AggregatorConfig.Failures(3, WITHIN), () -> nowNanos), pauses::add);
            assertThat(fresh.handle(new StreamsException("task 0_0, topic usage.recorded.v1, offset 7", unwritable)))
                    .isEqualTo(SHUTDOWN_CLIENT);
            assertThat(fresh.stoppedBecause()).contains("usage.recorded.v1, offset 7", unwritable.getMessage());
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void what_does_not_pass_by_waiting_stops_the_client_after_a_few_tries() {
        for (RuntimeException lasting : List.of(
                new InvalidTopicException("a topic"),
                new UnsupportedVersionException("a broker"),
                new SaslAuthenticationException("a password"),
                new CorruptRecordException("a record"),
                new UnknownServerException("a broker"))) {
            Reaction fresh = new Reaction(
                    new Replacements(new AggregatorConfig.Failures(1, WITHIN), () -> nowNanos), pauses::add);
            assertThat(fresh.handle(new StreamsException(lasting))).isEqualTo(REPLACE_THREAD);
            assertThat(fresh.handle(new StreamsException(lasting))).isEqualTo(SHUTDOWN_CLIENT);
        }
        assertThat(pauses).hasSize(5);
    }

    @Test
    void what_a_fenced_client_is_told_is_an_outage() {
        for (int i = 0; i < 100; i++) {
            for (RuntimeException fenced : List.of(
                    new ProducerFencedException("by its successor"),
                    new InvalidProducerEpochException("by its successor"),
                    new OutOfOrderSequenceException("a broker lost it"),
                    new NotLeaderOrFollowerException("moved"))) {
                assertThat(reaction.handle(new StreamsException(fenced))).isEqualTo(REPLACE_THREAD);
            }
        }
        assertThat(pauses).isEmpty();
    }
}
