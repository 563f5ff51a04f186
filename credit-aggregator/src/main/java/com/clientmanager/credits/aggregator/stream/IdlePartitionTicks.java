package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a tick to each active partition of usage.recorded.v1 that had no record for a while, so that time passes there
 * too. Time comes from the log alone (decision 0003): a replay renews idle accounts by the same records.
 *
 * <p>A plain producer outside every transaction: duplicate ticks are harmless.
 */
final class IdlePartitionTicks implements PartitionWatch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdlePartitionTicks.class);
    private static final byte[] KEY = UsageLimits.TICK_ACTION.getBytes(StandardCharsets.UTF_8);
    private static final String SOURCE = "/credits/aggregator";

    private final String topic;
    private final RegistryAvroCodec<UsageRecorded> wire;
    private final Duration quiet;
    private final Producer<byte[], byte[]> producer;
    private final ScheduledExecutorService timer;
    private final Map<Integer, Long> lastSeenNanos = new ConcurrentHashMap<>();

    IdlePartitionTicks(AggregatorConfig config, RegistryAvroCodec<UsageRecorded> wire, Duration quiet) {
        this.topic = Topic.USAGE_RECORDED.topicName(config.cluster().topicPrefix());
        this.wire = wire;
        wire.schemaId();
        this.quiet = quiet;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", config.cluster().bootstrapServers(),
                        "client.id", config.groupId() + "-ticks",
                        "delivery.timeout.ms", "10000",
                        "request.timeout.ms", "5000",
                        "max.block.ms", "2000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("credits-ticks").daemon().factory());
    }

    void start() {
        long period = quiet.toMillis() / 2;
        var unused = timer.scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    /** A task of this instance works on {@code partition}. */
    @Override
    public void active(int partition) {
        lastSeenNanos.put(partition, System.nanoTime());
    }

    /** No task of this instance works on {@code partition} any more. */
    @Override
    public void inactive(int partition) {
        lastSeenNanos.remove(partition);
    }

    private void tick() {
        long now = System.nanoTime();
        lastSeenNanos.forEach((partition, seen) -> {
            if (now - seen >= quiet.toNanos() && lastSeenNanos.replace(partition, seen, now)) {
                write(partition);
            }
        });
    }

    private void write(int partition) {
        try {
            byte[] tick = wire.encode(tick(partition, Instant.now()));
            // To its partition whatever its key hashes to: it is about the partition, not about an account.
            var unused = producer.send(new ProducerRecord<>(topic, partition, KEY, tick), (metadata, failure) -> {
                if (failure != null) {
                    LOG.warn("No tick for {}-{}: {}", topic, partition, failure.toString());
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("No tick for {}-{}: {}", topic, partition, e.toString());
        }
    }

    /** The writer's time is for people: the engine goes by the broker's stamp. */
    static UsageRecorded tick(int partition, Instant now) {
        return UsageRecorded.newBuilder()
                .setSource(SOURCE)
                .setId(partition + "-" + now.toEpochMilli())
                .setAccount(UsageLimits.TICK_ACTION)
                .setAction(UsageLimits.TICK_ACTION)
                .setQuantity(0)
                .setOccurredAt(now)
                .build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close(Duration.ofSeconds(2));
    }
}
