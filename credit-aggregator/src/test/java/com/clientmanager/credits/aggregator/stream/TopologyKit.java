package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.stream.bundle.InputBundle;
import com.clientmanager.credits.aggregator.stream.bundle.OutputBundle;
import com.clientmanager.credits.aggregator.stream.store.IdentityReader;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.GrantCredits;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.PlanTerms;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.StartSubscription;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in Kafka's test driver, with a registry in memory and the catalogue's prices. */
final class TopologyKit implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-10T09:00:00Z");

    final SchemaRegistryClient registry;
    final Tally tally = new Tally();
    final AggregatorConfig config;
    final TopologyTestDriver driver;
    private final Map<Topic, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final Map<Topic, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private Instant now = START;

    TopologyKit() {
        this(new AggregatorConfig.Memory(100, 1_000, 1_024, 64L * 1024 * 1024));
    }

    TopologyKit(AggregatorConfig.Memory memory) {
        this(memory, deployed());
    }

    TopologyKit(AggregatorConfig.Memory memory, SchemaRegistryClient registry) {
        this(memory, registry, 1);
    }

    /** @param partitions of the inputs, of which the driver only writes the first */
    TopologyKit(AggregatorConfig.Memory memory, SchemaRegistryClient registry, int partitions) {
        this.registry = registry;
        config = AggregatorConfig.of(
                        new AggregatorConfig.Cluster("unused:1", "mock://unused", "", "credit-aggregator", temporary()),
                        1)
                .withMemory(memory);
        Wires wires = Wires.of(registry, "", id -> false);
        driver = new TopologyTestDriver(
                new CreditTopology(
                                new StepSetup(config, wires, tally, PartitionWatch.NOBODY, partitions),
                                new IdentityReader())
                        .build(),
                StreamsSettings.of(config),
                START);
        price("sms.send", 4_000_000);
        price("ai.generate", 500);
        price("login", 0);
    }

    static SchemaRegistryClient deployed() {
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        for (Topic topic : Topic.values()) {
            try {
                registry.register(topic.subject(""), new AvroSchema(topic.schema()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return registry;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("credits-topology");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The broker's stamp of what is sent next. */
    Instant now() {
        return now;
    }

    TopologyKit at(Instant stamp) {
        now = stamp;
        return this;
    }

    TopologyKit after(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    void forgetPrices() {
        for (String action : List.of("sms.send", "ai.generate", "login")) {
            sendBytes(Topic.RATE_CARD, action.getBytes(StandardCharsets.UTF_8), null);
        }
    }

    void price(String action, long unitMicros) {
        price(action, new PriceVersion("2026-1", Instant.EPOCH, Instant.EPOCH, null, unitMicros));
    }

    void price(String action, PriceVersion... versions) {
        send(Topic.RATE_CARD, action, new ActionPrices(action, "unit", List.of(versions)));
    }

    void open(String account, long includedCredits) {
        command(
                account,
                "StartSubscription",
                command -> command.setStartSubscription(new StartSubscription(
                        "sub-" + account,
                        "Europe/Berlin",
                        now,
                        new PlanTerms("growth", includedCredits * 1_000_000, 2))));
    }

    void grant(String account, String grantId, long credits) {
        command(
                account,
                "GrantCredits",
                command -> command.setGrantCredits(new GrantCredits(
                        grantId, "PURCHASED", credits * 1_000_000, null, "pack", null, null, null, null, null)));
    }

    void command(String account, String type, Consumer<AccountCommand.Builder> fill) {
        long sequence = sequences.merge(account, 1L, Long::sum);
        AccountCommand.Builder command = AccountCommand.newBuilder()
                .setCommandId(account + "-c" + sequence)
                .setAccount(account)
                .setSequence(sequence)
                .setIssuedAt(now)
                .setIssuedBy("test")
                .setType(type);
        fill.accept(command);
        send(Topic.ACCOUNT_COMMANDS, account, command.build());
    }

    void use(String account, String id, String action, long quantity) {
        send(Topic.USAGE_RECORDED, account, usage(account, id, action, quantity, now));
    }

    static UsageRecorded usage(String account, String id, String action, long quantity, Instant occurredAt) {
        return UsageRecorded.newBuilder()
                .setSource("/crm/test")
                .setId(id)
                .setAccount(account)
                .setAction(action)
                .setQuantity(quantity)
                .setUser("u-1")
                .setOccurredAt(occurredAt)
                .build();
    }

    <T extends SpecificRecord> void send(Topic topic, String key, T record) {
        sendBytes(
                topic,
                key.getBytes(StandardCharsets.UTF_8),
                RegistryAvroCodec.<T>of(registry, topic, "").encode(record));
    }

    void sendBytes(Topic topic, byte[] key, byte[] value) {
        input(topic).pipeInput(new TestRecord<>(key, value, new RecordHeaders(), now));
    }

    void tick() {
        send(Topic.USAGE_RECORDED, UsageLimits.TICK_ACTION, IdlePartitionTicks.tick(0, now));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    List<LedgerEntryPosted> ledger() {
        return read(Topic.CREDIT_LEDGER);
    }

    List<AccountBalance> balances() {
        return read(Topic.CREDIT_BALANCES);
    }

    List<UsageRejected> rejections() {
        return read(Topic.USAGE_REJECTED);
    }

    /** The records as our producer would send them. */
    List<TestRecord<byte[], byte[]>> raw(Topic topic) {
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : output(topic).readRecordsToList()) {
            OutputBundle bundle = OutputBundle.in(record.headers());
            if (bundle == null) {
                records.add(record);
                continue;
            }
            bundle.records()
                    .forEach(one -> records.add(new TestRecord<>(
                            one.key(), one.value(), one.headers(), Instant.ofEpochMilli(one.timestamp()))));
        }
        return records;
    }

    /** Sends these values at once, as records of one key and one stamp that our consumer has bundled. */
    void useTogether(String account, List<UsageRecorded> events) {
        RegistryAvroCodec<UsageRecorded> wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, "");
        TopicPartition partition = new TopicPartition(Topic.USAGE_RECORDED.topicName(""), 0);
        List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
        for (UsageRecorded event : events) {
            byte[] key = account.getBytes(StandardCharsets.UTF_8);
            polled.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    polled.size(),
                    now.toEpochMilli(),
                    TimestampType.LOG_APPEND_TIME,
                    key.length,
                    0,
                    key,
                    wire.encode(event),
                    new RecordHeaders(),
                    Optional.empty()));
        }
        InputBundle.bundle(new ConsumerRecords<>(Map.of(partition, polled), Map.of()), partition.topic())
                .forEach(one -> input(Topic.USAGE_RECORDED)
                        .pipeInput(new TestRecord<>(one.key(), one.value(), one.headers(), now)));
    }

    private <T extends SpecificRecord> List<T> read(Topic topic) {
        RegistryAvroCodec<T> wire = RegistryAvroCodec.of(registry, topic, "");
        List<T> records = new ArrayList<>();
        raw(topic).forEach(record -> records.add(wire.decode(record.getValue())));
        return records;
    }

    private TestInputTopic<byte[], byte[]> input(Topic topic) {
        return inputs.computeIfAbsent(
                topic,
                name -> driver.createInputTopic(
                        name.topicName(""), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return outputs.computeIfAbsent(
                topic,
                name -> driver.createOutputTopic(
                        name.topicName(""), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    @Override
    public void close() {
        driver.close();
    }
}
