package com.clientmanager.credits.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** Minimum, median and maximum. */
public record Range(double min, double median, double max) {

    /** Of one or more figures; the median of an even number of figures is the mean of the middle two. */
    public static Range of(Collection<? extends Number> figures) {
        double[] sorted = figures.stream().mapToDouble(Number::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no figures");
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Range(sorted[0], median, sorted[sorted.length - 1]);
    }
}
