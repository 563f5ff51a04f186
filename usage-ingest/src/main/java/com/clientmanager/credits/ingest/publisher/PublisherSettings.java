package com.clientmanager.credits.ingest.publisher;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of a {@link UsagePublisher}.
 *
 * @param bootstrapServers Kafka's addresses, host:port, separated by commas
 * @param registryUrl the schema registry, for example http://localhost:8085/apis/ccompat/v7
 * @param topicPrefix prefix of the topic name; empty in production
 * @param maxBytesInFlight maximum size of events that are not acknowledged yet, in bytes; 1 or more
 * @param deliveryTimeout how long delivery is retried before the future fails; 2 seconds or more
 */
public record PublisherSettings(
        String bootstrapServers,
        String registryUrl,
        String topicPrefix,
        long maxBytesInFlight,
        Duration deliveryTimeout) {
    private static final Duration MIN_DELIVERY_TIMEOUT = Duration.ofSeconds(2);
    private static final int LINGER_MS = 2;
    private static final long MAX_BLOCK_MS = 1_000;

    public PublisherSettings {
        if (maxBytesInFlight < 1 || deliveryTimeout.compareTo(MIN_DELIVERY_TIMEOUT) < 0) {
            throw new IllegalArgumentException(
                    "maxBytesInFlight must be 1 or more and deliveryTimeout 2 seconds or more");
        }
    }

    /** Defaults: 32 MiB in flight, delivery timeout 8 seconds. */
    public static PublisherSettings of(String bootstrapServers, String registryUrl) {
        return new PublisherSettings(bootstrapServers, registryUrl, "", 32L << 20, Duration.ofSeconds(8));
    }

    /** Producer configuration: acknowledged by all in-sync replicas, and idempotent. */
    Map<String, Object> producer() {
        int deliveryMs = Math.toIntExact(deliveryTimeout.toMillis());
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "usage-publisher"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10),
                // Never the limit that applies: bytes in flight are counted before an event reaches the producer.
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 * maxBytesInFlight + (32L << 20)),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryMs / 2),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L),
                Map.entry(
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(7).toMillis()));
    }
}
