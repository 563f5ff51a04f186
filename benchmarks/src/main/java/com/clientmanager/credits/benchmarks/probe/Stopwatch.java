package com.clientmanager.credits.benchmarks.run;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Watches a side's count of committed events from outside and times it between two commits.
 *
 * @param done events committed so far
 * @param alive false when the side has died
 */
record Stopwatch(String side, LongSupplier done, BooleanSupplier alive, CpuClock cpu, Board board) {
    private static final Duration PATIENCE_WITHOUT_PROGRESS = Duration.ofMinutes(5);
    private static final long PAUSE_MS = 20;

    /** Returns when all {@code events} are committed; the first {@code warmUp} of them are not timed. */
    Drained time(long warmUp, long events) {
        Sample start = await(warmUp, events);
        Sample end = await(events, events);
        if (end.done() <= start.done()) {
            throw new IllegalStateException(
                    side + " committed its last events in one go: nothing to time, use more events than " + events);
        }
        return new Drained(
                end.done() - start.done(), end.nanos() - start.nanos(), CpuClock.between(start.cpuMs(), end.cpuMs()));
    }

    /** Returns when {@code events} are committed, untimed. */
    void await(long events) {
        await(events, events);
    }

    private Sample await(long wanted, long of) {
        long lastDone = -1;
        long lastMoved = System.nanoTime();
        while (true) {
            long now = done.getAsLong();
            long nanos = System.nanoTime();
            board.show(side, now, of);
            if (now >= wanted && now > 0) {
                return new Sample(now, nanos, cpu.readMs());
            }
            if (now > lastDone) {
                lastDone = now;
                lastMoved = nanos;
            } else if (nanos - lastMoved > PATIENCE_WITHOUT_PROGRESS.toNanos()) {
                throw new IllegalStateException(side + " stands still at " + now + " of " + of + " events");
            }
            if (!alive.getAsBoolean() && done.getAsLong() < wanted) {
                throw new IllegalStateException(side + " died at " + now + " of " + of + " events");
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Sample(long done, long nanos, Map<String, Long> cpuMs) {}
}
