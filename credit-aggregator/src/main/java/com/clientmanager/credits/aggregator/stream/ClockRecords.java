package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.Topic;
import java.time.Duration;
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
 * Lets time pass where nothing happens: writes a clock record to each active partition of usage.recorded.v1 that has seen no record for a while. Time
 * comes from the log alone (decision 0003), so that accounts nobody touches are renewed by what is in the log, and a replay sees the same.
 *
 * <p>A plain producer outside every transaction: a clock record more or less changes no line.
 */
final class ClockRecords implements PartitionWatch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClockRecords.class);
    private static final byte[] NOTHING = new byte[0];

    private final String topic;
    private final Duration quiet;
    private final Producer<byte[], byte[]> producer;
    private final ScheduledExecutorService timer;
    private final Map<Integer, Long> lastSeenNanos = new ConcurrentHashMap<>();

    ClockRecords(AggregatorConfig config, Duration quiet) {
        this.topic = Topic.USAGE_RECORDED.topicName(config.cluster().topicPrefix());
        this.quiet = quiet;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", config.cluster().bootstrapServers(),
                        "client.id", config.groupId() + "-clock",
                        "delivery.timeout.ms", "10000",
                        "request.timeout.ms", "5000",
                        "max.block.ms", "2000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("credits-clock").daemon().factory());
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
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, null);
        record.headers().add(InputRecord.CLOCK_HEADER, NOTHING);
        try {
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure != null) {
                    LOG.warn("No clock record for {}-{}: {}", topic, partition, failure.toString());
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("No clock record for {}-{}: {}", topic, partition, e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close(Duration.ofSeconds(2));
    }
}
