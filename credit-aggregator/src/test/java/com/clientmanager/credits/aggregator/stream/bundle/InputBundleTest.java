package com.clientmanager.credits.aggregator.stream.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class InputBundleTest {
    private static final TopicPartition USAGE = new TopicPartition("usage", 3);
    private static final TopicPartition COMMANDS = new TopicPartition("commands", 3);

    @Test
    void neighbours_with_one_stamp_become_one_record_in_the_first_ones_place() {
        ConsumerRecords<byte[], byte[]> bundled = bundle(USAGE, record(10, 7), record(11, 7), record(12, 8));

        List<ConsumerRecord<byte[], byte[]>> seen = bundled.records(USAGE);
        assertThat(seen).extracting(ConsumerRecord::offset).containsExactly(10L, 12L);
        assertThat(seen.getFirst().timestamp()).isEqualTo(7);
        assertThat(seen.getFirst().leaderEpoch()).contains(2);
        assertThat(seen.getFirst().serializedValueSize()).isEqualTo(2);
        InputBundle bundle = InputBundle.in(seen.getFirst().headers());
        assertThat(bundle).isNotNull();
        assertThat(bundle.records()).extracting(ConsumerRecord::offset).containsExactly(10L, 11L);
        assertThat(InputBundle.in(seen.getLast().headers())).isNull();
    }

    @Test
    void what_is_read_next_stays_what_it_was() {
        ConsumerRecords<byte[], byte[]> bundled = bundle(USAGE, record(10, 7), record(11, 7));

        assertThat(bundled.nextOffsets()).isEqualTo(Map.of(USAGE, new OffsetAndMetadata(12)));
    }

    @Test
    void records_with_stamps_of_their_own_and_other_topics_are_left_alone() {
        assertThat(offsets(bundle(USAGE, record(1, 7), record(2, 8), record(4, 7)), USAGE))
                .containsExactly(1L, 2L, 4L);
        assertThat(offsets(bundle(COMMANDS, record(1, 7), record(2, 7)), COMMANDS))
                .containsExactly(1L, 2L);
        assertThat(InputBundle.bundle(ConsumerRecords.empty(), "usage").isEmpty())
                .isTrue();
    }

    @Test
    void a_long_row_is_cut() {
        ConsumerRecord<?, ?>[] row = new ConsumerRecord<?, ?>[InputBundle.RECORDS_MAX + 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = record(i, 7);
        }

        assertThat(offsets(bundle(USAGE, row), USAGE)).containsExactly(0L, (long) InputBundle.RECORDS_MAX);
    }

    @Test
    void a_header_of_that_name_from_a_producer_is_no_bundle() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("bundle", new byte[] {1});

        assertThat(InputBundle.in(headers)).isNull();
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<byte[], byte[]> bundle(TopicPartition partition, ConsumerRecord<?, ?>... records) {
        List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
        for (ConsumerRecord<?, ?> record : records) {
            polled.add((ConsumerRecord<byte[], byte[]>) record);
        }
        OffsetAndMetadata next = new OffsetAndMetadata(polled.getLast().offset() + 1);
        return InputBundle.bundle(
                new ConsumerRecords<>(Map.of(partition, polled), Map.of(partition, next)), USAGE.topic());
    }

    private static List<Long> offsets(ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
        return records.records(partition).stream().map(ConsumerRecord::offset).toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, long stamp) {
        return new ConsumerRecord<>(
                USAGE.topic(),
                USAGE.partition(),
                offset,
                stamp,
                TimestampType.LOG_APPEND_TIME,
                1,
                1,
                new byte[1],
                new byte[1],
                new RecordHeaders(),
                Optional.of(2));
    }
}
