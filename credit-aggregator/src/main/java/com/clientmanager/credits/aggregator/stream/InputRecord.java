package com.clientmanager.credits.aggregator.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A record as it lies on an input topic, with its place and the broker's stamp; what a rejection keeps (R4). */
record InputRecord(ConsumerRecord<byte[], byte[]> record) {
    static InputRecord of(Record<byte[], byte[]> record, RecordMetadata place) {
        return new InputRecord(new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                place.offset(),
                record.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
    }

    byte @Nullable [] key() {
        return record.key();
    }

    byte @Nullable [] value() {
        return record.value();
    }

    long offset() {
        return record.offset();
    }

    /** The broker's stamp, in milliseconds. */
    long stampMs() {
        return record.timestamp();
    }

    /** The broker's stamp: now (R3). */
    Instant appendedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /**
     * Where the default partitioner of Kafka's Java client puts the key, of {@code partitions}; null when it lies
     * there.
     */
    @Nullable
    Integer expectedPartition(int partitions) {
        byte[] key = record.key();
        if (key == null) {
            return null;
        }
        int expected = Utils.toPositive(Utils.murmur2(key)) % partitions;
        return expected == record.partition() ? null : expected;
    }

    /** Whether the key is {@code account}, byte for byte. */
    boolean isKeyedBy(String account) {
        byte[] key = record.key();
        return key != null && Arrays.equals(key, account.getBytes(StandardCharsets.UTF_8));
    }

    int keyBytes() {
        byte[] key = record.key();
        return key == null ? 0 : key.length;
    }

    /** Bytes of key and value. */
    long bytes() {
        byte[] value = record.value();
        return (long) keyBytes() + (value == null ? 0 : value.length);
    }

    /** topic-partition-offset, the same whenever the record is read. */
    String place() {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }
}
