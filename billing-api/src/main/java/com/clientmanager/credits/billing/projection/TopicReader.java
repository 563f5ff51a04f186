package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.MalformedRecord;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRejected;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of the engine's topics for one worker's partitions, from the offsets that the tables keep. */
final class TopicReader implements AutoCloseable {
    private static final List<Topic> READ = List.of(Topic.CREDIT_LEDGER, Topic.CREDIT_BALANCES, Topic.USAGE_REJECTED);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AvroWire<LedgerEntryPosted> lines;
    private final AvroWire<AccountBalance> balances;
    private final AvroWire<UsageRejected> rejections;
    private final Map<TopicPartition, Place> places = new HashMap<>();

    TopicReader(Topics topics, ProjectionSettings settings, int worker) {
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
        for (Topic topic : READ) {
            for (int partition = worker; partition < settings.partitions(); partition += settings.workers()) {
                places.put(new TopicPartition(topics.name(topic), partition), new Place(topic, partition));
            }
        }
        consumer.assign(places.keySet());
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

    /** The next records, decoded; empty when there are none for a moment. */
    Batch poll(Duration patience) {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(patience);
        } catch (OffsetOutOfRangeException e) {
            throw new ProjectionStopped(
                    "the topics do not hold the offsets that the tables remember (" + e.offsetOutOfRangePartitions()
                            + "): were they made anew? Then rebuild with forget_projections()",
                    e);
        }
        Batch batch = new Batch();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            decode(each, batch);
        }
        return batch;
    }

    /** Where to go on after what was polled, for each partition of this worker; beyond the records, since transactions leave markers. */
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

    private void decode(ConsumerRecord<byte[], byte[]> each, Batch batch) {
        Place place = places.get(new TopicPartition(each.topic(), each.partition()));
        if (place == null || each.value() == null) {
            return;
        }
        try {
            switch (place.topic()) {
                case CREDIT_LEDGER -> batch.lines().add(lines.decode(each.value()));
                case CREDIT_BALANCES -> batch.balances().add(balances.decode(each.value()));
                case USAGE_REJECTED -> batch.rejections().add(rejections.decode(each.value()));
                case USAGE_RECORDED, ACCOUNT_COMMANDS, RATE_CARD -> {}
            }
        } catch (MalformedRecord e) {
            throw new ProjectionStopped(
                    each.topic() + "-" + each.partition() + " offset " + each.offset()
                            + " is not a record of ours and is not skipped: find out who wrote it. " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE));
    }
}
