package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final long FAR_BEHIND = 1_000_000;

    private final MockProcessorContext<byte[], byte[]> task = new MockProcessorContext<>();
    private final CommitPace pace = new CommitPace(Duration.ZERO);

    @AfterEach
    void leaveTheThread() {
        CommitPace.leaveThread();
    }

    @Test
    void a_thread_that_keeps_up_commits_what_it_took() {
        pace.polled(0);
        CommitPace.took(task);
        pace.polled(0);

        assertThat(task.committed()).isTrue();
    }

    @Test
    void a_thread_that_is_far_behind_leaves_it_to_the_long_interval() {
        pace.polled(FAR_BEHIND);
        CommitPace.took(task);
        pace.polled(FAR_BEHIND);

        assertThat(task.committed()).isFalse();
    }

    @Test
    void nothing_taken_since_the_last_transaction_needs_no_commit() {
        pace.polled(0);
        CommitPace.took(task);
        CommitPace.transactionEnded();
        pace.polled(0);

        assertThat(task.committed()).isFalse();
    }

    @Test
    void a_transaction_collects_for_the_short_interval() {
        CommitPace patient = new CommitPace(Duration.ofDays(1));
        patient.polled(0);
        CommitPace.transactionEnded();
        CommitPace.took(task);
        patient.polled(0);

        assertThat(task.committed()).isFalse();
    }

    @Test
    void a_thread_without_a_pace_is_left_alone() {
        CommitPace.took(task);
        CommitPace.transactionEnded();

        assertThat(task.committed()).isFalse();
    }
}
