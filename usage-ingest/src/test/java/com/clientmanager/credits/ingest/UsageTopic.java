package com.clientmanager.credits.ingest;

import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the current content of usage.recorded.v1 from the beginning. */
final class UsageTopic {
    private UsageTopic() {}

    /** The events whose record key is {@code account}. */
    static List<UsageRecorded> eventsOf(String account) {
        List<UsageRecorded> events = new ArrayList<>();
        Config config = ConfigProvider.getConfig();
        String prefix = config.getValue("credits.topic-prefix", String.class);
        try (SchemaRegistryClient registry = Registry.connect(config.getValue("schema.registry.url", String.class))) {
            RegistryAvroCodec<UsageRecorded> wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, prefix);
            for (ConsumerRecord<byte[], byte[]> found : read(config, prefix)) {
                if (new String(found.key(), StandardCharsets.UTF_8).equals(account)) {
                    events.add(wire.decode(found.value()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Config config, String prefix) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", config.getValue("kafka.bootstrap.servers", String.class)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.USAGE_RECORDED.topicName(prefix)).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
