package com.clientmanager.credits.aggregator.stream.transactions;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Transactions of the calling thread that begin and end as its guarded producer would say. */
public final class TransactionEnds {
    private TransactionEnds() {}

    public static void begin() {
        producer().beginTransaction();
    }

    public static void commit() {
        GuardedProducer producer = producer();
        producer.beginTransaction();
        producer.commitTransaction();
    }

    public static void abort() {
        GuardedProducer producer = producer();
        producer.beginTransaction();
        producer.abortTransaction();
    }

    private static GuardedProducer producer() {
        MockProducer<byte[], byte[]> mock =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        GuardedProducer producer = new GuardedProducer(mock, () -> {}, () -> {});
        producer.initTransactions();
        return producer;
    }
}
