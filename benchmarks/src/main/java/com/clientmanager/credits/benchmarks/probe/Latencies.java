package com.clientmanager.credits.benchmarks.probe;

import org.HdrHistogram.Histogram;

/** Latencies in microseconds, to three significant digits. Not thread-safe. */
public final class Latencies {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);

    public void add(long nanos) {
        micros.recordValue(nanos / 1_000);
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** The given percentile in microseconds; 0 without values. */
    public long percentile(double percentile) {
        return micros.getValueAtPercentile(percentile);
    }

    /** For instance 12.3 ms. */
    public static String millis(long micros) {
        return "%,d.%d ms".formatted(micros / 1_000, micros % 1_000 / 100);
    }
}
