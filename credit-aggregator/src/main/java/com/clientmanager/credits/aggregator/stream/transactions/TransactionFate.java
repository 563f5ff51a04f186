package com.clientmanager.credits.aggregator.stream.transactions;

import java.util.HashSet;
import java.util.Set;

/**
 * What became of the calling stream thread's transactions, by their number, so that a store knows whether what it wrote
 * was committed.
 *
 * <p>Kafka Streams commits the thread's healthy tasks before it aborts for a broken one, but not while a rebalance is
 * in progress (TaskManager.handleCorruption,
 * 4.3.1): their records are then lost with the broken task's, and they go on as if they had been written. A task that
 * only punctuated counts as clean when its commit has failed, and its offsets are noted.
 */
public final class TransactionFate {
    private static final ThreadLocal<TransactionFate> OF_THREAD = ThreadLocal.withInitial(TransactionFate::new);

    private final Set<Long> aborted = new HashSet<>();
    private long current = 1;
    private boolean isTold;

    private TransactionFate() {}

    /** That of the calling thread; one each. */
    public static TransactionFate ofThread() {
        return OF_THREAD.get();
    }

    /** The number of the transaction that is open, or of the next one; the first is 1. */
    public long current() {
        return current;
    }

    /** Whether the transaction of this number has not ended yet, as far as its producer tells. */
    public boolean isOpen(long number) {
        return isTold && number == current;
    }

    /** Whether the transaction of this number was aborted. */
    public boolean isAborted(long number) {
        return aborted.contains(number);
    }

    void begun() {
        isTold = true;
    }

    void committed() {
        current++;
    }

    void aborted() {
        aborted.add(current);
        current++;
    }
}
