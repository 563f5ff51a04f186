package com.clientmanager.credits.benchmarks.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Calls at a constant rate regardless of how long the calls take (open loop). */
public record OpenLoopLoad(long perSecond, long count) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long PAUSE_NANOS = 200_000;

    /** Calls with 0, 1, 2, … on the current thread, none before its scheduled time. */
    public void run(LongConsumer call) {
        long start = System.nanoTime();
        long done = 0;
        while (done < count) {
            long due = Math.min(count, Math.multiplyExact(System.nanoTime() - start, perSecond) / NANOS_PER_SECOND);
            while (done < due) {
                call.accept(done++);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
