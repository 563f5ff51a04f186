package com.clientmanager.credits.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic as seen by a read_committed consumer. */
public record TopicLog(String bootstrap, String topic, int partitions) {
    private static final Duration POLL = Duration.ofMillis(200);

    /** The last stable offset of each partition. */
    public List<Long> ends() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(all());
            return all().stream().map(ends::get).toList();
        }
    }

    /** Offset 0 of each partition. */
    public List<Long> starts() {
        return Collections.nCopies(partitions, 0L);
    }

    /** Passes each committed record in the range to the reader, in order within a partition. */
    public void read(List<Long> from, List<Long> to, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> open = new HashMap<>();
            for (TopicPartition partition : all()) {
                if (from.get(partition.partition()) < to.get(partition.partition())) {
                    open.put(partition, to.get(partition.partition()));
                }
            }
            consumer.assign(open.keySet());
            open.keySet().forEach(partition -> consumer.seek(partition, from.get(partition.partition())));
            while (!open.isEmpty()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    if (record.offset() < to.get(record.partition())) {
                        reader.accept(record);
                    }
                }
                // The position also advances over transaction markers, which are never returned.
                List<TopicPartition> done = open.keySet().stream()
                        .filter(partition -> consumer.position(partition) >= to.get(partition.partition()))
                        .toList();
                done.forEach(open::remove);
                consumer.pause(done);
            }
        }
    }

    private List<TopicPartition> all() {
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic, partition));
        }
        return all;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(Map.of(
                "bootstrap.servers", bootstrap,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "none",
                "max.poll.records", "5000",
                "fetch.min.bytes", "100000",
                "fetch.max.wait.ms", "50",
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class));
    }
}
