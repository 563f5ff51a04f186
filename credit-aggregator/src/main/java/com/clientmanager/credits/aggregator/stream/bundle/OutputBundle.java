package com.clientmanager.credits.aggregator.stream.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Records for one topic that pass Kafka Streams as one, in a header, and that our producer sends one by one. */
public final class OutputBundle extends Bundle {
    private final List<Record<byte[], byte[]>> records = new ArrayList<>();

    /** The bundle that a record with {@code headers} stands for; null when it stands for itself. */
    public static @Nullable OutputBundle in(Headers headers) {
        return Bundle.of(headers) instanceof OutputBundle bundle ? bundle : null;
    }

    public void add(Record<byte[], byte[]> record) {
        records.add(record);
    }

    public List<Record<byte[], byte[]>> records() {
        return Collections.unmodifiableList(records);
    }

    public boolean isEmpty() {
        return records.isEmpty();
    }

    /** The record that stands for all, to be forwarded to their sink. */
    public Record<byte[], byte[]> asOne() {
        return new Record<>(NOTHING, NOTHING, records.getLast().timestamp(), alone());
    }

    /**
     * Sends {@code record} by {@code producer}, or the records it stands for, in their order.
     *
     * @param callback told once when all are written, or of each that is not
     * @return the last one's
     */
    public static Future<RecordMetadata> send(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record, Callback callback) {
        OutputBundle bundle = in(record.headers());
        return bundle == null ? producer.send(record, callback) : bundle.sendEach(producer, record, callback);
    }

    private Future<RecordMetadata> sendEach(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> all, Callback callback) {
        Callback ifFailed = (place, failure) -> {
            if (failure != null) {
                callback.onCompletion(place, failure);
            }
        };
        int last = records.size() - 1;
        for (int i = 0; i < last; i++) {
            var unused = producer.send(likeAll(all, records.get(i)), ifFailed);
        }
        return producer.send(likeAll(all, records.get(last)), callback);
    }

    private static ProducerRecord<byte[], byte[]> likeAll(
            ProducerRecord<byte[], byte[]> all, Record<byte[], byte[]> record) {
        return new ProducerRecord<>(all.topic(), all.partition(), record.timestamp(), record.key(), record.value());
    }
}
