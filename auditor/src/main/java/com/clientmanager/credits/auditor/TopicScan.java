package com.clientmanager.credits.auditor;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic's committed records from the beginning to where it ends now, with progress. */
final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PROGRESS_EVERY_NANOS = 2_000_000_000L;

    private final Properties config = new Properties();
    private final PrintStream progress;

    TopicScan(String bootstrapServers, PrintStream progress) {
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 64 << 20);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        this.progress = progress;
    }

    /** The first offset of each partition that still has its records. */
    Map<Integer, Long> firstOffsets(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            Map<Integer, Long> first = new HashMap<>();
            consumer.beginningOffsets(partitions(consumer, topic))
                    .forEach((partition, offset) -> first.put(partition.partition(), offset));
            return first;
        }
    }

    /** Reads all records up to the present end of each partition and gives them to {@code each} in partition order. */
    long read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        return read(topic, Map.of(), each);
    }

    /** As {@link #read(String, Consumer)}, but only up to {@code ends} in the partitions that it names. */
    long read(String topic, Map<Integer, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> until = new HashMap<>(consumer.endOffsets(partitions));
            until.replaceAll((partition, end) -> Math.min(end, ends.getOrDefault(partition.partition(), end)));
            until.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
            return drain(consumer, topic, until, each);
        }
    }

    private long drain(
            KafkaConsumer<byte[], byte[]> consumer,
            String topic,
            Map<TopicPartition, Long> until,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long count = 0;
        long nextProgress = System.nanoTime() + PROGRESS_EVERY_NANOS;
        while (!until.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = until.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    each.accept(record);
                    count++;
                }
            }
            until.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
            if (System.nanoTime() > nextProgress) {
                progress.printf("  %s: %,d records, %d partitions to go%n", topic, count, until.size());
                nextProgress = System.nanoTime() + PROGRESS_EVERY_NANOS;
            }
        }
        return count;
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        return partitions;
    }
}
