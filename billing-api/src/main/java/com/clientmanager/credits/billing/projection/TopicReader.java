package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads committed records of the engine's topics for one worker's partitions, from the offsets that the tables keep.
 */
final class TopicReader implements AutoCloseable {
    private static final List<Topic> READ = List.of(Topic.CREDIT_LEDGER, Topic.CREDIT_BALANCES, Topic.USAGE_REJECTED);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RegistryAvroCodec<LedgerEntryPosted> lines;
    private final RegistryAvroCodec<AccountBalance> balances;
    private final RegistryAvroCodec<UsageRejected> rejections;
    private final Map<TopicPartition, Place> places = new HashMap<>();

    TopicReader(Topics topics, ProjectionSettings settings, int worker) {
        this.topics = topics;
        this.lines = topics.wire(Topic.CREDIT_LEDGER);
        this.balances = topics.wire(Topic.CREDIT_BALANCES);
        this.rejections = topics.wire(Topic.USAGE_REJECTED);
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        topics.bootstrapServers(),
                        "client.id",
                        "billing-projection-" + worker,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "none",
                        "allow.auto.create.topics",
                        "false",
                        "max.poll.records",
                        settings.batch(),
                        "max.partition.fetch.bytes",
                        4 << 20,
                        "fetch.max.bytes",
                        16 << 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        for (Place place : places(settings, worker)) {
            places.put(new TopicPartition(topics.name(place.topic()), place.partition()), place);
        }
        consumer.assign(places.keySet());
    }

    /** What a worker reads. */
    static List<Place> places(ProjectionSettings settings, int worker) {
        List<Place> places = new ArrayList<>();
        for (Topic topic : READ) {
            for (int partition = worker; partition < settings.partitions(); partition += settings.workers()) {
                places.add(new Place(topic, partition));
            }
        }
        return places;
    }

    void seek(Map<Place, Long> stored) {
        for (Map.Entry<TopicPartition, Place> each : places.entrySet()) {
            Long offset = stored.get(each.getValue());
            if (offset == null) {
                consumer.seekToBeginning(List.of(each.getKey()));
            } else {
                consumer.seek(each.getKey(), offset);
            }
        }
    }

    /** Reads no more of this partition until {@link #resumeAt}; the record at the offset is the next one then. */
    void pauseAt(Place place, long offset) {
        TopicPartition partition = new TopicPartition(topics.name(place.topic()), place.partition());
        consumer.pause(List.of(partition));
        consumer.seek(partition, offset);
    }

    void resumeAt(Place place, long offset) {
        TopicPartition partition = new TopicPartition(topics.name(place.topic()), place.partition());
        consumer.seek(partition, offset);
        consumer.resume(List.of(partition));
    }

    /** The next records, decoded; empty when there are none for a moment. */
    List<Polled> poll(Duration patience) {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(patience);
        } catch (OffsetOutOfRangeException e) {
            throw new ProjectionStopped(
                    "the topics do not hold the offsets that the tables remember (" + e.offsetOutOfRangePartitions()
                            + "): were they made anew? Then rebuild with forget_projections()",
                    e);
        }
        List<Polled> polled = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> each : records) {
            Place place = places.get(new TopicPartition(each.topic(), each.partition()));
            if (place != null) {
                polled.add(decode(place, each));
            }
        }
        return polled;
    }

    /**
     * Where to go on after what was polled, for each partition of this worker; beyond the records, since transactions
     * leave markers.
     */
    Map<Place, Long> positions() {
        Map<Place, Long> positions = HashMap.newHashMap(places.size());
        places.forEach((partition, place) -> positions.put(place, consumer.position(partition)));
        return positions;
    }

    boolean isAtTheEnd() {
        for (TopicPartition partition : places.keySet()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isEmpty() || lag.getAsLong() > 0) {
                return false;
            }
        }
        return true;
    }

    private Polled decode(Place place, ConsumerRecord<byte[], byte[]> each) {
        byte[] value = each.value();
        if (value == null) {
            return unreadable(place, each, "it has no value");
        }
        try {
            return switch (place.topic()) {
                case CREDIT_LEDGER -> {
                    LedgerEntryPosted line = lines.decode(value);
                    yield keyed(place, each, line, line.getAccount());
                }
                case CREDIT_BALANCES -> {
                    AccountBalance balance = balances.decode(value);
                    yield keyed(place, each, balance, balance.getAccount());
                }
                case USAGE_REJECTED ->
                    Polled.readable(place, each.offset(), each.key(), value, rejections.decode(value));
                case USAGE_RECORDED, ACCOUNT_COMMANDS, RATE_CARD ->
                    throw new IllegalStateException(place.topic() + " is not read here");
            };
        } catch (MalformedRecordException | StackOverflowError e) {
            return unreadable(place, each, String.valueOf(e.getMessage()));
        }
    }

    /** The engine keys by account: another key is another writer's. */
    private static Polled keyed(
            Place place, ConsumerRecord<byte[], byte[]> each, SpecificRecord record, String account) {
        return Arrays.equals(each.key(), account.getBytes(StandardCharsets.UTF_8))
                ? Polled.readable(place, each.offset(), each.key(), each.value(), record)
                : unreadable(place, each, "its key is not its account");
    }

    private static Polled unreadable(Place place, ConsumerRecord<byte[], byte[]> each, String why) {
        return Polled.unreadable(place, each.offset(), each.key(), each.value(), why);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
