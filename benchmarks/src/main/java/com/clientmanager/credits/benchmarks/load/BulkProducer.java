package com.clientmanager.credits.benchmarks.side;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer set for throughput, whose failed sends come out at the next {@link #flush}. */
public final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile @Nullable Exception failed;

    /** A producer with {@code settings} beside the usual ones, in Kafka's names. */
    public Sender(String bootstrap, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "bootstrap.servers", bootstrap,
                "acks", "all",
                "linger.ms", "20",
                "batch.size", "131072",
                "compression.type", "lz4",
                "buffer.memory", "67108864",
                "key.serializer", ByteArraySerializer.class,
                "value.serializer", ByteArraySerializer.class));
        all.putAll(settings);
        producer = new KafkaProducer<>(all);
    }

    public void send(String topic, int partition, byte[] key, byte[] value) {
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic, partition, key, value), (metadata, exception) -> {
                    if (exception != null) {
                        failed = exception;
                    }
                });
    }

    /** Returns when all that was sent is acknowledged. */
    public void flush() {
        producer.flush();
        Exception first = failed;
        if (first != null) {
            throw new IllegalStateException("the broker did not take a record", first);
        }
    }

    KafkaProducer<byte[], byte[]> transactions() {
        return producer;
    }

    @Override
    public void close() {
        producer.close();
    }
}
