package com.clientmanager.credits.billing;

import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRejected;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands in for the engine: writes its topics by hand and reads what the outbox sent. */
@ApplicationScoped
public class EngineTopics {
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;

    EngineTopics(Topics topics) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", topics.bootstrapServers(), "acks", "all", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void write(LedgerEntryPosted line) {
        send(Topic.CREDIT_LEDGER, line.getAccount(), line);
    }

    public void write(AccountBalance balance) {
        send(Topic.CREDIT_BALANCES, balance.getAccount(), balance);
    }

    public void write(UsageRejected rejection) {
        send(Topic.USAGE_REJECTED, rejection.getAccount(), rejection);
    }

    /** Any bytes, as another writer might leave them; returns the record's offset. */
    public long write(Topic topic, int partition, byte[] key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(topics.name(topic), partition, key, value))
                    .get()
                    .offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T extends SpecificRecord> byte[] encode(Topic topic, T record) {
        return topics.<T>wire(topic).encode(record);
    }

    public void flush() {
        producer.flush();
    }

    /** Everything that is on the topic now. */
    public List<ConsumerRecord<byte[], byte[]>> all(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", topics.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topics.name(topic)).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found;
        }
    }

    private <T extends SpecificRecord> void send(Topic topic, String key, T record) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topics.name(topic), keyBytes, encode(topic, record)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
