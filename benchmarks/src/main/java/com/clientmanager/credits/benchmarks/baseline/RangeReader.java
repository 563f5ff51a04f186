package com.clientmanager.credits.benchmarks.baseline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The partitions of one worker, read once from first to end offset. Not thread-safe. */
public final class RangeReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final long[] next;
    private long left;

    public RangeReader(BaselinePlan plan, String topic, int worker, int maxRecords) {
        BaselinePlan.Input input = plan.input();
        this.next = input.from().stream().mapToLong(Long::longValue).toArray();
        this.consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers",
                input.bootstrap(),
                "group.id",
                "baseline-" + plan.kind() + "-" + worker + "-" + topic,
                "enable.auto.commit",
                "false",
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "none",
                "max.poll.records",
                Integer.toString(maxRecords),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class));
        List<TopicPartition> assignment = new ArrayList<>();
        for (int partition = worker; partition < next.length; partition += plan.workers()) {
            TopicPartition assigned = new TopicPartition(topic, partition);
            assignment.add(assigned);
            ends.put(assigned, input.to().get(partition));
            left += input.to().get(partition) - next[partition];
        }
        consumer.assign(assignment);
        assignment.forEach(assigned -> consumer.seek(assigned, next[assigned.partition()]));
    }

    public boolean isDone() {
        return left == 0;
    }

    /** The next records of the range, possibly none. */
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        List<ConsumerRecord<byte[], byte[]>> wanted = new ArrayList<>(polled.count());
        for (TopicPartition partition : polled.partitions()) {
            long end = ends.getOrDefault(partition, 0L);
            for (ConsumerRecord<byte[], byte[]> read : polled.records(partition)) {
                if (read.offset() < end) {
                    wanted.add(read);
                    next[partition.partition()] = read.offset() + 1;
                }
            }
            if (next[partition.partition()] >= end) {
                consumer.pause(List.of(partition));
            }
        }
        left -= wanted.size();
        return wanted;
    }

    /** The positions after the records polled so far. */
    public Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : ends.keySet()) {
            offsets.put(partition, new OffsetAndMetadata(next[partition.partition()]));
        }
        return offsets;
    }

    public long next(int partition) {
        return next[partition];
    }

    public Iterable<Integer> partitions() {
        return ends.keySet().stream().map(TopicPartition::partition).toList();
    }

    public ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
