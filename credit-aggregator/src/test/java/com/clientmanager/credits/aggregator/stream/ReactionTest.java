package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.credit.BrokenInvariant;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ReactionTest {
    @Test
    void a_broken_invariant_stops_the_client_wherever_it_is_wrapped() {
        Throwable broken = new StreamsException("in process", new BrokenInvariant("acct-1", "I2", 10, 11));

        assertThat(CreditAggregator.react(broken)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    @Test
    void what_may_pass_is_tried_again_from_the_last_commit() {
        assertThat(CreditAggregator.react(new StreamsException(new TimeoutException("broker away"))))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(CreditAggregator.react(new RegistryStillAway("away", new IllegalStateException())))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
}
