package com.clientmanager.credits.benchmarks.run;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Calls at a steady rate, whatever the calls take: an open loop, which a slow side cannot slow down. */
record Steady(long perSecond, long count) {
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final long PAUSE_NANOS = 200_000;

    /** Calls with 0, 1, 2, … on this thread, each not before its time. */
    void run(LongConsumer call) {
        long start = System.nanoTime();
        long done = 0;
        while (done < count) {
            long due = Math.min(count, Math.multiplyExact(System.nanoTime() - start, perSecond) / NANOS_A_SECOND);
            while (done < due) {
                call.accept(done++);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
