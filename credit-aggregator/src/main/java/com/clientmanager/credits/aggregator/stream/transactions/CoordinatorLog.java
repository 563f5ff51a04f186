package com.clientmanager.credits.aggregator.stream.transactions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads decisions where coordinators write them, {@code __transaction_state}. The coordinator itself tells only its
 * last state, in which a later start of the producer has already replaced the decision.
 *
 * <p>Transactions v2: the decision on the transaction of epoch e bears the epoch e + 1 and no other record of a
 * decision does.
 */
final class CoordinatorLog implements Decisions {
    static final String TOPIC = "__transaction_state";
    private static final byte PREPARE_COMMIT = 2;
    private static final byte PREPARE_ABORT = 3;
    private static final byte COMPLETE_COMMIT = 4;
    private static final byte COMPLETE_ABORT = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Records bear their input's stamps and the log bears the coordinator's: clocks may differ by this. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final String bootstrapServers;

    CoordinatorLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** @throws TimeoutException when the log could not be read within 20 s */
    @Override
    public Outcome on(String transactionalId, OpenTransaction open) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "default.api.timeout.ms", "10000",
                        "request.timeout.ms", "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            int count = consumer.partitionsFor(TOPIC).size();
            TopicPartition partition = new TopicPartition(TOPIC, Utils.abs(transactionalId.hashCode()) % count);
            consumer.assign(List.of(partition));
            return read(consumer, partition, transactionalId, open);
        }
    }

    private static Outcome read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, String id, OpenTransaction open) {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        seek(consumer, partition, open.lastWriteMs() - CLOCKS_DIFFER.toMillis());
        long until = System.nanoTime() + PATIENCE.toNanos();
        Outcome outcome = Outcome.NOT_KNOWN;
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > until) {
                throw new TimeoutException(partition + " could not be read within " + PATIENCE.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                Outcome told = decision(record.key(), record.value(), id, open);
                outcome = told == Outcome.NOT_KNOWN ? outcome : told;
            }
        }
        return outcome;
    }

    private static void seek(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long sinceMs) {
        OffsetAndTimestamp since = consumer.offsetsForTimes(Map.of(partition, Math.max(0, sinceMs)))
                .get(partition);
        if (since == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, since.offset());
        }
    }

    /**
     * What one record says of {@code open}: layout of TransactionLogKey 0 and of TransactionLogValue 0 and 1, which
     * begin alike.
     */
    static Outcome decision(byte[] key, byte @Nullable [] value, String transactionalId, OpenTransaction open) {
        ByteBuffer keyBytes = ByteBuffer.wrap(key);
        if (value == null || keyBytes.getShort() != 0) {
            return Outcome.NOT_KNOWN;
        }
        byte[] id = new byte[keyBytes.getShort()];
        keyBytes.get(id);
        ByteBuffer bytes = ByteBuffer.wrap(value);
        short version = bytes.getShort();
        long producerId = bytes.getLong();
        short epoch = bytes.getShort();
        bytes.getInt();
        byte status = bytes.get();
        if (version > 1
                || !new String(id, StandardCharsets.UTF_8).equals(transactionalId)
                || producerId != open.producerId()
                || epoch != open.epoch() + 1) {
            return Outcome.NOT_KNOWN;
        }
        return switch (status) {
            case PREPARE_COMMIT, COMPLETE_COMMIT -> Outcome.COMMITTED;
            case PREPARE_ABORT, COMPLETE_ABORT -> Outcome.ABORTED;
            default -> Outcome.NOT_KNOWN;
        };
    }
}
