package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.report.Timing;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Polls the number of committed events from outside the process and times the interval between two of them.
 *
 * @param done events committed so far
 * @param alive false once the process has exited
 */
public record Stopwatch(String name, LongSupplier done, BooleanSupplier alive, CpuClock cpu, ProgressConsole console) {
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(5);
    private static final long POLL_INTERVAL_MS = 20;

    /** Returns when {@code events} are committed; the first {@code warmUp} are not timed. */
    public Timing time(long warmUp, long events) {
        Sample start = await(warmUp, events);
        Sample end = await(events, events);
        if (end.done() <= start.done()) {
            throw new IllegalStateException(
                    name + " committed its last events at once: use more events than " + events);
        }
        return new Timing(
                end.done() - start.done(), end.nanos() - start.nanos(), CpuClock.between(start.cpuMs(), end.cpuMs()));
    }

    /** Returns when {@code events} are committed. */
    public void await(long events) {
        await(events, events);
    }

    private Sample await(long wanted, long of) {
        long lastDone = -1;
        long lastProgress = System.nanoTime();
        while (true) {
            long now = done.getAsLong();
            long nanos = System.nanoTime();
            console.progress(name, now, of);
            if (now >= wanted && now > 0) {
                return new Sample(now, nanos, cpu.readMs());
            }
            if (now > lastDone) {
                lastDone = now;
                lastProgress = nanos;
            } else if (nanos - lastProgress > STALL_TIMEOUT.toNanos()) {
                throw new IllegalStateException(name + " makes no progress at " + now + " of " + of + " events");
            }
            if (!alive.getAsBoolean() && done.getAsLong() < wanted) {
                throw new IllegalStateException(name + " exited at " + now + " of " + of + " events");
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_INTERVAL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Sample(long done, long nanos, Map<String, Long> cpuMs) {}
}
