package com.clientmanager.credits.benchmarks.side;

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

/** One worker's share of the range: every n-th partition, read once from its first offset to its last. Not thread-safe. */
final class Reader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final long[] next;
    private final String topic;
    private long left;

    Reader(SidePlan plan, String topic, int worker, int mostRecords) {
        SidePlan.Input input = plan.input();
        this.topic = topic;
        this.next = input.from().stream().mapToLong(Long::longValue).toArray();
        this.consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers",
                input.bootstrap(),
                "group.id",
                "side-" + plan.kind() + "-" + worker + "-" + topic,
                "enable.auto.commit",
                "false",
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "none",
                "max.poll.records",
                Integer.toString(mostRecords),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class));
        List<TopicPartition> mine = new ArrayList<>();
        for (int partition = worker; partition < next.length; partition += plan.workers()) {
            TopicPartition assigned = new TopicPartition(topic, partition);
            mine.add(assigned);
            ends.put(assigned, input.to().get(partition));
            left += input.to().get(partition) - next[partition];
        }
        consumer.assign(mine);
        mine.forEach(assigned -> consumer.seek(assigned, next[assigned.partition()]));
    }

    boolean isDone() {
        return left == 0;
    }

    /** The next records of the range, perhaps none. Those beyond it are left out. */
    List<ConsumerRecord<byte[], byte[]>> poll() {
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

    /** Where to go on after what was polled so far. */
    Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : ends.keySet()) {
            offsets.put(partition, new OffsetAndMetadata(next[partition.partition()]));
        }
        return offsets;
    }

    long next(int partition) {
        return next[partition];
    }

    Iterable<Integer> partitions() {
        return ends.keySet().stream().map(TopicPartition::partition).toList();
    }

    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    String topic() {
        return topic;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
