package com.clientmanager.credits.benchmarks.probe;

import java.util.concurrent.atomic.AtomicLongArray;

/** Send and arrival times of numbered events, System.nanoTime(). One thread records sends, another one arrivals. */
public final class RoundTripTimes {
    private final AtomicLongArray sent;
    private final AtomicLongArray arrived;

    public RoundTripTimes(int maxEvents) {
        sent = new AtomicLongArray(maxEvents);
        arrived = new AtomicLongArray(maxEvents);
    }

    public int maxEvents() {
        return sent.length();
    }

    /** The first send counts, not that of a duplicate. */
    public void sent(int number, long nanos) {
        sent.compareAndSet(number, 0, nanos);
    }

    public void arrived(int number, long nanos) {
        arrived.set(number, nanos);
    }

    /** Round-trip times of the events that were in flight at some time between {@code from} and {@code to}. */
    public Latencies between(long from, long to) {
        Latencies times = new Latencies();
        for (int number = 0; number < sent.length(); number++) {
            long start = sent.get(number);
            long end = arrived.get(number);
            if (end != 0 && end > from && start < to) {
                times.add(end - start);
            }
        }
        return times;
    }
}
