package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
    @Test
    void usage_outlives_the_lateness_window_of_35_days() {
        assertThat(Duration.ofMillis(
                        Long.parseLong(Topic.USAGE_RECORDED.config(3).get("retention.ms"))))
                .isGreaterThanOrEqualTo(Duration.ofDays(42));
    }

    @Test
    void the_ledger_is_kept_for_ever() {
        assertThat(Topic.CREDIT_LEDGER.config(3))
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1")
                .containsEntry("cleanup.policy", "delete");
    }

    @Test
    void a_rejection_holds_the_largest_record_whole() {
        int largest = Integer.parseInt(Topic.USAGE_RECORDED.config(3).get("max.message.bytes"));

        assertThat(Integer.parseInt(Topic.USAGE_REJECTED.config(3).get("max.message.bytes")))
                .isGreaterThan(2 * largest);
    }

    @Test
    void the_broker_stamps_what_the_engine_reads_so_that_no_client_moves_the_clock() {
        for (Topic input : new Topic[] {Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS, Topic.RATE_CARD}) {
            assertThat(input.config(3)).containsEntry("message.timestamp.type", "LogAppendTime");
        }
    }

    @Test
    void usage_and_commands_are_co_partitioned_and_the_rate_card_is_one_list() {
        assertThat(Topic.USAGE_RECORDED.partitions(8)).isEqualTo(Topic.ACCOUNT_COMMANDS.partitions(8));
        assertThat(Topic.RATE_CARD.partitions(8)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void one_broker_may_fail_of_three_and_none_of_one(Topic topic) {
        assertThat(topic.config(3)).containsEntry("min.insync.replicas", "2");
        assertThat(topic.config(1)).containsEntry("min.insync.replicas", "1");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_prefix_comes_before_the_topic_and_the_subject(Topic topic) {
        assertThat(topic.topicName("t1-")).isEqualTo("t1-" + topic.topicName(""));
        assertThat(topic.subject("t1-")).isEqualTo(topic.topicName("t1-") + "-value");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void the_registered_schema_is_the_plain_one(Topic topic) {
        assertThat(topic.schema().toString()).doesNotContain("avro.java");
        assertThat(topic.schema().getFullName()).isEqualTo(topic.recordType().getName());
    }
}
