package com.clientmanager.credits.aggregator.stream.transactions;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    /** Does work in a thread whose transactions nobody has ended yet. */
    public static void inAThreadOfItsOwn(Runnable work) {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            thread.submit(work).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static GuardedProducer producer() {
        MockProducer<byte[], byte[]> mock =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        GuardedProducer producer = new GuardedProducer(mock, () -> {}, () -> {});
        producer.initTransactions();
        return producer;
    }
}
