package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.load.Futures;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed ledger entries on a thread of its own as they arrive, starting at the current end of the topic.
 * {@link #finish} returns once no entry has arrived for a while.
 */
public final class LedgerTail implements AutoCloseable {
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_POLL_RECORDS = 5_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistryClient registry;
    private final RegistryAvroCodec<LedgerEntryPosted> wire;
    private final Listener listener;
    private final FutureTask<@Nullable Void> task = new FutureTask<>(this::read, null);
    private volatile boolean ended;

    /** Called on the reader's thread. */
    public interface Listener {
        /** {@code nanos} is the System.nanoTime() of the poll that returned the entry. */
        void arrived(int partition, LedgerEntryPosted entry, long nanos);
    }

    /** Starts reading the first {@code partitions} partitions. */
    public LedgerTail(TopicSet topics, int partitions, Listener listener) {
        this.listener = listener;
        this.registry = Registry.connect(topics.at().registryUrl());
        this.wire = RegistryAvroCodec.of(registry, Topic.CREDIT_LEDGER, topics.prefix());
        this.consumer = atEnd(topics, partitions);
        Thread.ofPlatform().name("ledger-tail").start(task);
    }

    private static KafkaConsumer<byte[], byte[]> atEnd(TopicSet topics, int count) {
        String topic = Topic.CREDIT_LEDGER.topicName(topics.prefix());
        List<TopicPartition> partitions = IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        topics.at().bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        "false",
                        "max.poll.records",
                        MAX_POLL_RECORDS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private void read() {
        try (consumer) {
            long lastArrival = System.nanoTime();
            while (!ended || System.nanoTime() - lastArrival < IDLE_TIMEOUT.toNanos()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL_TIMEOUT);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> entry : polled) {
                    listener.arrived(entry.partition(), wire.decode(entry.value()), now);
                }
                lastArrival = polled.isEmpty() ? lastArrival : now;
            }
        }
    }

    /** Returns when all entries written so far have been passed to the listener. */
    public void finish() {
        ended = true;
        var unused = Futures.get(task);
    }

    /** Stops reading, also after a failure of the scenario. */
    @Override
    public void close() throws IOException {
        try {
            finish();
        } finally {
            registry.close();
        }
    }
}
