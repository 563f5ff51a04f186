package com.clientmanager.credits.aggregator.stream.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Neighbours in one partition that the broker stamped alike, as one record for Kafka Streams. It lies in a header,
 * where it travels as an object; the record around it has the place of the first, so that whoever starts again starts
 * there.
 *
 * <p>A task merges its inputs by stamp alone. Equal stamps are not told apart there, so a bundle is merged as its
 * records would have been.
 */
public final class InputBundle extends Bundle {
    /** Records in one bundle at most: what a task does between two looks at its other input and at its clock. */
    public static final int RECORDS_MAX = 128;

    private final List<ConsumerRecord<byte[], byte[]>> records;

    private InputBundle(List<ConsumerRecord<byte[], byte[]>> records) {
        this.records = records;
    }

    /**
     * What was polled, with the neighbours of {@code topic} bundled; other topics, order, and next offsets as they
     * were.
     */
    public static ConsumerRecords<byte[], byte[]> bundle(ConsumerRecords<byte[], byte[]> polled, String topic) {
        if (polled.isEmpty()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> bundled = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            bundled.put(partition, partition.topic().equals(topic) ? bundle(records) : records);
        }
        return new ConsumerRecords<>(bundled, polled.nextOffsets());
    }

    /** The bundle that a record with {@code headers} stands for; null when it stands for itself. */
    public static @Nullable InputBundle in(Headers headers) {
        return Bundle.of(headers) instanceof InputBundle bundle ? bundle : null;
    }

    private static List<ConsumerRecord<byte[], byte[]>> bundle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> bundled = new ArrayList<>();
        int from = 0;
        while (from < records.size()) {
            int to = endOfEqualStamps(records, from);
            bundled.add(to - from == 1 ? records.get(from) : one(records.subList(from, to)));
            from = to;
        }
        return bundled;
    }

    private static int endOfEqualStamps(List<ConsumerRecord<byte[], byte[]>> records, int from) {
        long stamp = records.get(from).timestamp();
        int end = Math.min(records.size(), from + RECORDS_MAX);
        int to = from + 1;
        while (to < end && records.get(to).timestamp() == stamp) {
            to++;
        }
        return to;
    }

    private static ConsumerRecord<byte[], byte[]> one(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> first = records.getFirst();
        int keyBytes = 0;
        int valueBytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            keyBytes += Math.max(0, record.serializedKeySize());
            valueBytes += Math.max(0, record.serializedValueSize());
        }
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                first.timestampType(),
                keyBytes,
                valueBytes,
                NOTHING,
                NOTHING,
                new InputBundle(records).alone(),
                first.leaderEpoch());
    }

    /** The keys of those that have one. */
    public List<byte[]> keys() {
        return records.stream()
                .map(ConsumerRecord::key)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Its records, in their partition's order. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }
}
