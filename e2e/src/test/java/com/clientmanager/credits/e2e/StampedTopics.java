package com.clientmanager.credits.e2e;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.Waiting;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Deployed topics whose inputs carry the stamps that the test gives them, as if the broker had stamped them then: what
 * "now" is comes from the log (decision 0003).
 */
final class StampedTopics implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String FOR_EVER = Long.toString(Long.MAX_VALUE);

    private final Addresses stack;
    private final String prefix;
    private final SchemaRegistryClient registry;
    private final KafkaProducer<byte[], byte[]> producer;

    StampedTopics(Addresses stack, String prefix) throws ExecutionException, InterruptedException {
        this.stack = stack;
        this.prefix = prefix;
        this.registry = Registry.connect(stack.registryUrl());
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        takeAnyStamp();
    }

    private void takeAnyStamp() throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        // Changelogs and ledger lines carry the input's stamp too, and scenarios lie years ahead.
        changes.put(
                new ConfigResource(ConfigResource.Type.BROKER, ""),
                List.of(set("log.message.timestamp.after.max.ms", FOR_EVER)));
        for (Topic topic : List.of(Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS)) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName(prefix)),
                    List.of(set("message.timestamp.type", "CreateTime"), set("retention.ms", "-1")));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
        awaitGivenStamp(Topic.USAGE_RECORDED);
        awaitGivenStamp(Topic.ACCOUNT_COMMANDS);
    }

    /**
     * A broker takes up new settings some time after it has acknowledged them; asked on the last partition, which no
     * account uses.
     */
    private void awaitGivenStamp(Topic topic) {
        int last = producer.partitionsFor(topic.topicName(prefix)).size() - 1;
        Waiting.until("the broker keeps the stamps of " + topic.topicName(prefix), TIMEOUT, () -> {
            byte[] nothing = null;
            long stamp = 1;
            return producer.send(new ProducerRecord<>(topic.topicName(prefix), last, stamp, nothing, nothing))
                            .get()
                            .timestamp()
                    == stamp;
        });
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    <T extends SpecificRecord> void send(Topic topic, int partition, Instant stamp, String key, T record) {
        byte[] value = RegistryAvroCodec.<T>of(registry, topic, prefix).encode(record);
        var unused = producer.send(new ProducerRecord<>(
                topic.topicName(prefix), partition, stamp.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    <T extends SpecificRecord> void sendUnstamped(Topic topic, String key, T record) {
        byte[] value = RegistryAvroCodec.<T>of(registry, topic, prefix).encode(record);
        var unused = producer.send(
                new ProducerRecord<>(topic.topicName(prefix), key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Time passes, and nothing else happens. */
    void tick(int partition, Instant stamp) {
        UsageRecorded tick = UsageRecorded.newBuilder()
                .setSource("/e2e/ticks")
                .setId(partition + "-" + stamp.toEpochMilli())
                .setAccount("credits.tick")
                .setAction("credits.tick")
                .setQuantity(0)
                .setOccurredAt(stamp)
                .build();
        send(Topic.USAGE_RECORDED, partition, stamp, "credits.tick", tick);
    }

    void flush() {
        producer.flush();
    }

    <T extends SpecificRecord> T decode(Topic topic, byte[] value) {
        return RegistryAvroCodec.<T>of(registry, topic, prefix).decode(value);
    }

    /** What is committed on the topic, once it is {@code enough}. */
    List<ConsumerRecord<byte[], byte[]>> read(Topic topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName(prefix)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Waiting.until("enough is on " + topic.topicName(prefix), TIMEOUT, () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                return partitions.stream().allMatch(one -> consumer.position(one) >= ends.get(one))
                        && enough.test(found);
            });
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        producer.close();
        registry.close();
    }
}
