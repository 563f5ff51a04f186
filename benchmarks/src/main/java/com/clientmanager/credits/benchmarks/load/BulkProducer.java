package com.clientmanager.credits.benchmarks.load;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer tuned for throughput; {@link #flush} reports failed sends. */
public final class BulkProducer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile @Nullable Exception failed;

    /** {@code settings} override the defaults, by Kafka's names. */
    public BulkProducer(String bootstrap, Map<String, Object> settings) {
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

    /** Returns when all records have been acknowledged. */
    public void flush() {
        producer.flush();
        Exception first = failed;
        if (first != null) {
            throw new IllegalStateException("a record could not be sent", first);
        }
    }

    public KafkaProducer<byte[], byte[]> transactional() {
        return producer;
    }

    @Override
    public void close() {
        producer.close();
    }
}
