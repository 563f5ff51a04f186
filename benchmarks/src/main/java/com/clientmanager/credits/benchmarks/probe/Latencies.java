package com.clientmanager.credits.benchmarks.run;

import java.util.Arrays;

/** Times in microseconds, each kept. One thread adds. */
final class Latencies {
    private long[] micros = new long[1024];
    private int count;

    void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = nanos / 1_000;
    }

    int count() {
        return count;
    }

    /** The least time that {@code permille} thousandths of all do not exceed, in microseconds; 0 without any. */
    long permille(int permille) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) ((long) count * permille / 1_000))];
    }

    /** For instance 12.3 ms. */
    static String millis(long micros) {
        return "%,d.%d ms".formatted(micros / 1_000, micros % 1_000 / 100);
    }
}
