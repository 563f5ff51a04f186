package com.clientmanager.credits.aggregator.stream.transactions;

import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that has written to a partition and has no marker there.
 *
 * @param epoch of the producer's last record there
 * @param startOffset of the transaction's first record there
 * @param lastWriteMs stamp of the last record, in epoch milliseconds
 * @param coordinatorEpoch that a marker must not fall below
 */
record OpenTransaction(
        TopicPartition partition,
        long producerId,
        short epoch,
        long startOffset,
        long lastWriteMs,
        int coordinatorEpoch) {

    /** {@code state} must have a transaction open. */
    static OpenTransaction of(TopicPartition partition, ProducerState state) {
        return new OpenTransaction(
                partition,
                state.producerId(),
                (short) state.producerEpoch(),
                state.currentTransactionStartOffset().orElseThrow(),
                state.lastTimestamp(),
                Math.max(0, state.coordinatorEpoch().orElse(0)));
    }

    /**
     * What a marker names. It carries the epoch of the records, so a broker refuses it once the producer has written
     * there in a later transaction: it can end no other than this.
     */
    AbortTransactionSpec marker() {
        return new AbortTransactionSpec(partition, producerId, epoch, coordinatorEpoch);
    }
}
