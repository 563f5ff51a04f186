package com.clientmanager.credits.aggregator.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a partition back at the first record whose schema id the registry could not be asked about, and lets it go on
 * from that very record once it could (R4). Kafka Streams sees a partition with more to come and waits for it, so that
 * the order of its task's inputs is kept (decision 0014).
 *
 * <pre>
 *   polled:      10 11 12 13? 14      ? = schema id that is not settled
 *   passed on:   10 11 12             next offset 13, consumer back at 13 and paused
 *   settled:              13 14 15 …
 * </pre>
 *
 * <p>Used by one thread, the consumer's. A record whose id is the one before it costs a comparison.
 */
final class RegistryHold {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHold.class);
    private static final int HEADER_BYTES = 5;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /** A registry that answers at all has answered by then, and a new schema version costs no seek. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final KnownSchemas schemas;
    private final Tally tally;
    private final Reins reins;
    private final Map<TopicPartition, Integer> held = new HashMap<>();
    private final Set<TopicPartition> pausedByOwner = new HashSet<>();
    /** No int at first, so that no id equals it. */
    private long lastKnown = Long.MIN_VALUE;

    /** The consumer's own calls, past this hold. */
    interface Reins {
        Set<TopicPartition> assignment();

        void pause(Collection<TopicPartition> partitions);

        void resume(Collection<TopicPartition> partitions);

        void seek(TopicPartition partition, OffsetAndMetadata to);
    }

    RegistryHold(KnownSchemas schemas, Tally tally, Reins reins) {
        this.schemas = schemas;
        this.tally = tally;
        this.reins = reins;
    }

    /** The consumer's owner pauses these for reasons of its own. */
    void pause(Collection<TopicPartition> partitions) {
        pausedByOwner.addAll(partitions);
        reins.pause(partitions);
    }

    /** The owner's reasons are gone; what is held here stays paused. */
    void resume(Collection<TopicPartition> partitions) {
        pausedByOwner.removeAll(partitions);
        List<TopicPartition> free = new ArrayList<>(partitions);
        free.removeAll(held.keySet());
        reins.resume(free);
    }

    /** Lets go of the partitions whose schema is settled; called before each poll. */
    void letGo() {
        if (held.isEmpty()) {
            return;
        }
        Set<TopicPartition> assigned = reins.assignment();
        pausedByOwner.retainAll(assigned);
        for (Map.Entry<TopicPartition, Integer> one : List.copyOf(held.entrySet())) {
            TopicPartition partition = one.getKey();
            boolean isMine = assigned.contains(partition);
            if (isMine && !schemas.isSettled(one.getValue())) {
                schemas.ask(List.of(one.getValue()), Duration.ZERO);
                continue;
            }
            held.remove(partition);
            tally.waitsNoLonger(partition);
            if (isMine) {
                LOG.info("{} goes on: schema {} is settled", partition, one.getValue());
                resumeUnlessPausedByOwner(partition);
            }
        }
    }

    private void resumeUnlessPausedByOwner(TopicPartition partition) {
        if (!pausedByOwner.contains(partition)) {
            reins.resume(List.of(partition));
        }
    }

    /** What may be passed on of {@code polled}: all of it, unless the registry is away and an id is new. */
    ConsumerRecords<byte[], byte[]> pass(ConsumerRecords<byte[], byte[]> polled) {
        Set<Integer> unsettled = null;
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            if (!isSettled(record.value())) {
                unsettled = unsettled == null ? new HashSet<>() : unsettled;
                unsettled.add(id(record.value()));
            }
        }
        if (unsettled == null) {
            return polled;
        }
        schemas.ask(unsettled, PATIENCE);
        return upToUnsettled(polled);
    }

    private ConsumerRecords<byte[], byte[]> upToUnsettled(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> passed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            int end = firstUnsettled(records);
            if (end < records.size()) {
                next.put(partition, hold(partition, records.get(end)));
            }
            if (end > 0) {
                passed.put(partition, records.subList(0, end));
            }
        }
        return new ConsumerRecords<>(passed, next);
    }

    private int firstUnsettled(List<ConsumerRecord<byte[], byte[]>> records) {
        for (int i = 0; i < records.size(); i++) {
            if (!isSettled(records.get(i).value())) {
                return i;
            }
        }
        return records.size();
    }

    private OffsetAndMetadata hold(TopicPartition partition, ConsumerRecord<byte[], byte[]> at) {
        OffsetAndMetadata place = new OffsetAndMetadata(at.offset(), at.leaderEpoch(), "");
        int id = id(at.value());
        LOG.warn("{} waits at offset {} for the schema registry to say what schema {} is", partition, at.offset(), id);
        held.put(partition, id);
        tally.waits(partition);
        reins.seek(partition, place);
        reins.pause(List.of(partition));
        return place;
    }

    /** The consumer is closed: nothing waits here any more. */
    void close() {
        held.keySet().forEach(tally::waitsNoLonger);
        held.clear();
    }

    /** Records that name no schema are for the engine to reject. */
    private boolean isSettled(byte[] value) {
        if (value == null || value.length < HEADER_BYTES || value[0] != 0) {
            return true;
        }
        int id = id(value);
        if (id == lastKnown) {
            return true;
        }
        if (schemas.isKnown(id)) {
            lastKnown = id;
            return true;
        }
        return schemas.isSettled(id);
    }

    private static int id(byte[] value) {
        return (int) INT.get(value, 1);
    }
}
