package com.clientmanager.credits.aggregator.stream;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When a stream thread commits: soon after the first record it took while it keeps up, so that a balance is seen at
 * once; seldom while it is far behind, since then nobody waits for the last record but for all those before it, and a
 * commit costs as much for a few as for many.
 *
 * <p>Kafka Streams' own commit interval is the seldom one; this asks for more. One for each stream thread, used by it
 * alone.
 */
final class CommitPace {
    /** Records that are still to be read, above which a thread is behind: what a busy one does in about a second. */
    private static final long BEHIND_RECORDS = 50_000;

    private static final ThreadLocal<@Nullable CommitPace> OF_THREAD = new ThreadLocal<>();

    private final long soonNanos;
    private @Nullable ProcessorContext<?, ?> taken;
    private long endedNanos;

    /** The pace of a thread that keeps up. */
    CommitPace(Duration soon) {
        this.soonNanos = soon.toNanos();
    }

    /** Notes that the thread of {@code task} took a record of that task. */
    static void took(ProcessorContext<?, ?> task) {
        CommitPace pace = OF_THREAD.get();
        if (pace != null) {
            pace.taken = task;
        }
    }

    /** The calling thread's transaction ended. */
    static void transactionEnded() {
        CommitPace pace = OF_THREAD.get();
        if (pace != null) {
            pace.taken = null;
            pace.endedNanos = System.nanoTime();
        }
    }

    /** Forgets the calling thread's pace. */
    static void leaveThread() {
        OF_THREAD.remove();
    }

    /**
     * The calling thread polled; {@code lag} records are on the broker and not yet polled. Asks for a commit where one
     * is due.
     */
    void polled(long lag) {
        OF_THREAD.set(this);
        ProcessorContext<?, ?> task = taken;
        if (task != null && lag < BEHIND_RECORDS && System.nanoTime() - endedNanos >= soonNanos) {
            task.commit();
        }
    }
}
