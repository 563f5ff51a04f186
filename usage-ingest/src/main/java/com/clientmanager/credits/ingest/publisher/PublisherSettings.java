package com.clientmanager.credits.ingest.publisher;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How a {@link UsagePublisher} reaches the log.
 *
 * @param bootstrapServers Kafka's addresses, host:port, separated by commas
 * @param registryUrl the schema registry, for example http://localhost:8085/apis/ccompat/v7
 * @param topicPrefix before the topic's name; empty in production
 * @param mostBytesInFlight events that are handed over and not yet acknowledged may hold this many bytes, 1 or more
 * @param giveUpAfter how long an event is tried before its caller learns that it failed; 2 seconds or more
 */
public record PublisherSettings(
        String bootstrapServers, String registryUrl, String topicPrefix, long mostBytesInFlight, Duration giveUpAfter) {
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(2);
    private static final int LINGER_MS = 2;
    private static final long MS_TO_LEARN_OF_THE_TOPIC = 1_000;

    public PublisherSettings {
        if (mostBytesInFlight < 1 || giveUpAfter.compareTo(LEAST_PATIENCE) < 0) {
            throw new IllegalArgumentException("mostBytesInFlight must be 1 or more and giveUpAfter 2 seconds or more");
        }
    }

    /** 32 MiB in flight, giving up after 8 seconds. */
    public static PublisherSettings of(String bootstrapServers, String registryUrl) {
        return new PublisherSettings(bootstrapServers, registryUrl, "", 32L << 20, Duration.ofSeconds(8));
    }

    /** Kafka's own settings: nothing is acknowledged before all in-sync replicas have it, and a retry inside the producer writes nothing twice. */
    Map<String, Object> producer() {
        int deliveryMs = Math.toIntExact(giveUpAfter.toMillis());
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "usage-publisher"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10),
                // Never the limit: bytes in flight are counted before an event comes here.
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 * mostBytesInFlight + (32L << 20)),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, MS_TO_LEARN_OF_THE_TOPIC),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMs),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryMs / 2),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L),
                Map.entry(
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(7).toMillis()));
    }
}
