package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.e2e.fuzz.HostileRecords;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends to and reads from the run's topics, with a patience that outlasts a broker's death. */
final class Topics implements AutoCloseable {
    static final String GROUP = "credit-aggregator";
    private static final int TIMEOUT_MS = 600_000;

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final Map<String, Set<String>> hostile = new ConcurrentHashMap<>();

    Topics(Addresses addresses) {
        bootstrapServers = addresses.bootstrapServers();
        Properties config = new Properties();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        Properties adminConfig = new Properties();
        adminConfig.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        admin = Admin.create(adminConfig);
    }

    Future<RecordMetadata> send(Topic topic, String key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic.topicName(""), key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** As {@link #send}, with a record that must be rejected for one of these reasons. */
    void sendHostile(Topic topic, String key, HostileRecords.Spoiled spoiled) {
        var record = new ProducerRecord<>(topic.topicName(""), key.getBytes(StandardCharsets.UTF_8), spoiled.value());
        var unused = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                hostile.put(place(metadata.partition(), metadata.offset()), spoiled.reasons());
            }
        });
    }

    /** Reasons for one of which the usage record at this place must be rejected; null: it is not known as hostile. */
    @Nullable
    Set<String> hostileAt(int partition, long offset) {
        return hostile.get(place(partition, offset));
    }

    /** How many hostile records the log holds. */
    int hostile() {
        return hostile.size();
    }

    private static String place(int partition, long offset) {
        return partition + "-" + offset;
    }

    void flush() {
        producer.flush();
    }

    /** The end of each partition now. */
    Map<TopicPartition, Long> ends(Topic topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < Plan.PARTITIONS; partition++) {
            wanted.put(new TopicPartition(topic.topicName(""), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Whether the engine has committed all input below these offsets. */
    boolean taken(Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            var offset = committed.get(end.getKey());
            return end.getValue() == 0 || offset != null && offset.offset() >= end.getValue();
        });
    }

    /** Reads what is committed on the topic up to its present end, each partition in its order. */
    void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Properties config = new Properties();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName("")).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
        admin.close(Duration.ofSeconds(10));
    }
}
