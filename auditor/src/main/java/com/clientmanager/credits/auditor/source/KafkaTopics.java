package com.clientmanager.credits.auditor.source;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics on the broker: committed records from the beginning to where they end, with progress. */
public final class KafkaTopics implements TopicSource {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PROGRESS_INTERVAL_NANOS = 2_000_000_000L;

    private final Properties config = new Properties();
    private final String group;
    private final PrintStream progress;

    /** @param group the engine's consumer group */
    public KafkaTopics(String bootstrapServers, String group, PrintStream progress) {
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 64 << 20);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        this.group = group;
        this.progress = progress;
    }

    @Override
    public Map<Integer, Long> processed(String topic) {
        Properties admin = new Properties();
        admin.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
        Map<Integer, Long> processed = new HashMap<>();
        try (Admin client = Admin.create(admin)) {
            client.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (partition.topic().equals(topic) && offset != null) {
                            processed.put(partition.partition(), offset.offset());
                        }
                    });
            return processed;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the offsets of group " + group + " cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public Map<Integer, Long> firstOffsets(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            return byPartition(consumer.beginningOffsets(partitions(consumer, topic)));
        }
    }

    @Override
    public Map<Integer, Long> endOffsets(String topic, Moment now) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            return byPartition(consumer.endOffsets(partitions(consumer, topic)));
        }
    }

    @Override
    public long read(String topic, Map<Integer, Long> ends, Consumer<RawRecord> each) {
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
            Consumer<RawRecord> each) {
        long count = 0;
        long nextProgress = System.nanoTime() + PROGRESS_INTERVAL_NANOS;
        while (!until.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = until.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    each.accept(raw(record));
                    count++;
                }
            }
            until.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
            if (System.nanoTime() > nextProgress) {
                progress.printf("  %s: %,d records, %d partitions to go%n", topic, count, until.size());
                nextProgress = System.nanoTime() + PROGRESS_INTERVAL_NANOS;
            }
        }
        return count;
    }

    private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        return new RawRecord(
                record.topic(), record.partition(), record.offset(), record.timestamp(), record.key(), record.value());
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byNumber = new HashMap<>();
        offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
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
