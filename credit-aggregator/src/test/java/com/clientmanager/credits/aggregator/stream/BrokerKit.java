package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.SchemaDeploy;
import com.clientmanager.credits.schemas.StartSubscription;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Topics of a test's own on the real broker, and what a test does with them. */
final class BrokerKit implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    final Addresses addresses = SharedStack.addresses();
    final String prefix = SharedStack.freshPrefix();
    final SchemaRegistryClient registry = Registry.connect(addresses.registryUrl());
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<CreditAggregator> started = new ArrayList<>();

    BrokerKit(int partitions) {
        SchemaDeploy.run(addresses.bootstrapServers(), addresses.registryUrl(), prefix, partitions);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", addresses.bootstrapServers(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    AggregatorConfig config(Path stateDir, int threads, int standbys) {
        return AggregatorConfig.of(
                        new AggregatorConfig.Cluster(
                                addresses.bootstrapServers(), addresses.registryUrl(), prefix, "aggregator", stateDir),
                        threads)
                .withPace(new AggregatorConfig.Pace(
                        threads, standbys, AggregatorConfig.Pace.COMMIT_INTERVAL, AggregatorConfig.Pace.LATENESS))
                .withMemory(new AggregatorConfig.Memory(100, 1_000, 2_048, 64L * 1024 * 1024));
    }

    CreditAggregator start(AggregatorConfig config) {
        return start(config, new DefaultKafkaClientSupplier());
    }

    CreditAggregator start(AggregatorConfig config, KafkaClientSupplier clients) {
        CreditAggregator aggregator = new CreditAggregator(config, new Tally(), clients);
        started.add(aggregator);
        aggregator.start();
        until("the aggregator runs", () -> aggregator.state() == KafkaStreams.State.RUNNING);
        return aggregator;
    }

    void price(String action, long unitMicros) {
        send(
                Topic.RATE_CARD,
                action,
                new ActionPrices(
                        action,
                        "unit",
                        List.of(new PriceVersion("2026-1", Instant.EPOCH, Instant.EPOCH, null, unitMicros))));
        producer.flush();
    }

    void open(String account, long includedCredits, Instant startedAt) {
        send(
                Topic.ACCOUNT_COMMANDS,
                account,
                AccountCommand.newBuilder()
                        .setCommandId(account + "-open")
                        .setAccount(account)
                        .setSequence(1)
                        .setIssuedAt(startedAt)
                        .setIssuedBy("test")
                        .setType("StartSubscription")
                        .setStartSubscription(new StartSubscription(
                                "sub-" + account,
                                "UTC",
                                startedAt,
                                new PlanTerms("growth", includedCredits * 1_000_000, 2)))
                        .build());
    }

    /** Promotional credits, as the account's second command. */
    void promote(String account, long credits, Instant expiresAt) {
        send(
                Topic.ACCOUNT_COMMANDS,
                account,
                AccountCommand.newBuilder()
                        .setCommandId(account + "-promote")
                        .setAccount(account)
                        .setSequence(2)
                        .setIssuedAt(Instant.now())
                        .setIssuedBy("test")
                        .setType("GrantCredits")
                        .setGrantCredits(new GrantCredits(
                                "promo-" + account,
                                "PROMOTIONAL",
                                credits * 1_000_000,
                                expiresAt,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null))
                        .build());
    }

    void use(String account, String id, long quantity) {
        send(
                Topic.USAGE_RECORDED,
                account,
                TopologyKit.usage(
                        account, id, "sms.send", quantity, Instant.now().minusMillis(1)));
    }

    <T extends SpecificRecord> void send(Topic topic, String key, T record) {
        sendBytes(topic, key, RegistryAvroCodec.<T>of(registry, topic, prefix).encode(record));
    }

    void sendBytes(Topic topic, String key, byte[] value) {
        var unused = producer.send(
                new ProducerRecord<>(topic.topicName(prefix), key.getBytes(StandardCharsets.UTF_8), value));
    }

    void flush() {
        producer.flush();
    }

    /** Everything committed on the topic, waiting until there are at least {@code atLeast}. */
    <T extends SpecificRecord> List<T> read(Topic topic, int atLeast) {
        RegistryAvroCodec<T> wire = RegistryAvroCodec.of(registry, topic, prefix);
        List<T> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : readRaw(topic.topicName(prefix), atLeast)) {
            found.add(wire.decode(record.value()));
        }
        return found;
    }

    List<ConsumerRecord<byte[], byte[]>> readRaw(String topic, int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", addresses.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            until(atLeast + " records on " + topic, () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                boolean atEnd = partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
                return found.size() >= atLeast && atEnd;
            });
        }
        return found;
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + TIMEOUT.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        started.forEach(CreditAggregator::close);
        producer.close();
        registry.close();
    }
}
