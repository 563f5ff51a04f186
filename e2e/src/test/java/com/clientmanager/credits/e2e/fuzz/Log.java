package com.clientmanager.credits.e2e.fuzz;

import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends shots and remembers where each came to lie; reads topics as they are committed. */
final class Log implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 32 << 20;
    private static final int SHOWN_BYTES = 160;

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> plain;
    private final KafkaProducer<byte[], byte[]> compressing;
    private final Admin admin;
    private final Map<Place, Shot> sent = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusedByBroker = new ConcurrentHashMap<>();

    Log(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.plain = producer("none");
        this.compressing = producer("zstd");
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private KafkaProducer<byte[], byte[]> producer(String compression) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "linger.ms", 5,
                        "buffer.memory", 2L * MAX_REQUEST_BYTES,
                        "max.request.size", MAX_REQUEST_BYTES,
                        "compression.type", compression),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(Shot shot) {
        var record = new ProducerRecord<>(shot.topic(), shot.partition(), shot.key(), shot.value(), shot.headers());
        // The bytes are not needed to judge what becomes of them.
        Shot kept =
                new Shot(shot.kind(), shot.topic(), null, null, null, List.of(), shot.compressed(), shot.expected());
        var unused = (shot.compressed() ? compressing : plain).send(record, (metadata, failure) -> {
            if (failure == null) {
                sent.put(new Place(metadata.topic(), metadata.partition(), metadata.offset()), kept);
            } else {
                refusedByBroker
                        .computeIfAbsent(
                                shot.kind() + ", " + failure.getClass().getSimpleName(), kind -> new LongAdder())
                        .increment();
            }
        });
    }

    void flush() {
        plain.flush();
        compressing.flush();
    }

    /** What was sent to lie here; null: another wrote it. */
    @Nullable
    Shot sentTo(Place place) {
        return sent.get(place);
    }

    /** What lies at this place, to find out why it is not processed. */
    String described(Place place) {
        StringBuilder text = new StringBuilder();
        Shot shot = sentTo(place);
        text.append(shot == null ? "a record of the services" : shot.kind() + " " + shot.expected());
        read(place.topic(), record -> {
            if (record.partition() == place.partition() && record.offset() == place.offset()) {
                text.append(", key ")
                        .append(hex(record.key()))
                        .append(", value ")
                        .append(hex(record.value()));
            }
        });
        return text.toString();
    }

    private static String hex(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "null";
        }
        String shown = HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
        return bytes.length > SHOWN_BYTES ? shown + "… of " + bytes.length + " bytes" : shown;
    }

    /** Records that the broker did not take, by kind and exception. */
    Map<String, LongAdder> refusedByBroker() {
        return refusedByBroker;
    }

    Map<TopicPartition, Long> ends(String topic, int partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Next offsets of the engine. */
    Map<TopicPartition, Long> committedByEngine() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(Names.ENGINE_GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> committed.put(partition, offset.offset()));
        return committed;
    }

    /** Reads what is committed on the topic up to its present end, each partition in its order. */
    void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.partition.fetch.bytes",
                4 << 20);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
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
        plain.close(Duration.ofSeconds(10));
        compressing.close(Duration.ofSeconds(10));
        admin.close(Duration.ofSeconds(10));
    }
}
