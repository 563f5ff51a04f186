package com.clientmanager.credits.benchmarks.run;

import java.util.concurrent.atomic.AtomicLongArray;

/** When each numbered event was sent and when its charge came back, in System.nanoTime; one thread tells of the one and one of the other. */
final class Crossing {
    private final AtomicLongArray sent;
    private final AtomicLongArray came;

    Crossing(int atMost) {
        sent = new AtomicLongArray(atMost);
        came = new AtomicLongArray(atMost);
    }

    int atMost() {
        return sent.length();
    }

    /** A copy does not count as sent again. */
    void sent(int number, long nanos) {
        sent.compareAndSet(number, 0, nanos);
    }

    void came(int number, long nanos) {
        came.set(number, nanos);
    }

    /** How long the charges took whose events were on their way at some time between {@code from} and {@code to}. */
    Latencies times(long from, long to) {
        Latencies times = new Latencies();
        for (int number = 0; number < sent.length(); number++) {
            long start = sent.get(number);
            long end = came.get(number);
            if (end != 0 && end > from && start < to) {
                times.add(end - start);
            }
        }
        return times;
    }
}
