package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.UsageRejected;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A record as it lies on an input topic, with its place and its stamp; what a rejection keeps (R4). */
record InputRecord(Record<byte[], byte[]> record, RecordMetadata place) {
    /** Header of a record that is no usage and only moves the partition's time (decision 0003). */
    static final String CLOCK_HEADER = "credits-clock";

    boolean isClock() {
        return record.value() == null && record.headers().lastHeader(CLOCK_HEADER) != null;
    }

    /** The broker's stamp: now (R3). */
    Instant appendedAt() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Whether the key is {@code account}, byte for byte. */
    boolean isKeyedBy(String account) {
        byte[] key = record.key();
        return key != null && Arrays.equals(key, account.getBytes(StandardCharsets.UTF_8));
    }

    UsageRejected rejectedFor(RejectionReason reason, String detail) {
        return UsageRejected.newBuilder()
                .setRejectionId(place.topic() + "-" + place.partition() + "-" + place.offset())
                .setAccount(keyText())
                .setReason(reason.name())
                .setDetail(detail)
                .setTopic(place.topic())
                .setPartition(place.partition())
                .setOffset(place.offset())
                .setAppendedAt(appendedAt())
                .setKey(wrap(record.key()))
                .setValue(wrap(record.value()))
                .build();
    }

    private @Nullable String keyText() {
        byte[] key = record.key();
        if (key == null) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return isKeyedBy(text) ? text : null;
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
