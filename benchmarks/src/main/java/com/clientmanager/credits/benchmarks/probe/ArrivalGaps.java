package com.clientmanager.credits.benchmarks.probe;

import java.util.ArrayList;
import java.util.List;

/** Gaps between arrivals in each of several partitions, in nanoseconds. Not thread-safe. */
public final class ArrivalGaps {
    private final long[] last;
    private final boolean[] started;
    private final List<Gap> all = new ArrayList<>();

    public ArrivalGaps(int partitions) {
        last = new long[partitions];
        started = new boolean[partitions];
    }

    private record Gap(long from, long to) {}

    public void arrived(int partition, long nanos) {
        if (started[partition] && nanos > last[partition]) {
            all.add(new Gap(last[partition], nanos));
        }
        started[partition] = true;
        last[partition] = nanos;
    }

    /** The longest gap that overlaps the interval; 0 if there is none. */
    public long longest(long from, long to) {
        return all.stream()
                .filter(gap -> gap.to() > from && gap.from() < to)
                .mapToLong(gap -> gap.to() - gap.from())
                .max()
                .orElse(0);
    }
}
