package com.clientmanager.credits.benchmarks.run;

import java.util.ArrayList;
import java.util.List;

/** The pauses between arrivals in each of several lanes, in nanoseconds. One thread notes, and asks when it is done. */
final class Gaps {
    private final long[] last;
    private final boolean[] begun;
    private final List<Gap> all = new ArrayList<>();

    Gaps(int lanes) {
        last = new long[lanes];
        begun = new boolean[lanes];
    }

    private record Gap(long from, long to) {}

    void arrived(int lane, long nanos) {
        if (begun[lane] && nanos > last[lane]) {
            all.add(new Gap(last[lane], nanos));
        }
        begun[lane] = true;
        last[lane] = nanos;
    }

    /** The longest pause that has a part between the two times; 0 if there is none. */
    long longest(long from, long to) {
        return all.stream()
                .filter(gap -> gap.to() > from && gap.from() < to)
                .mapToLong(gap -> gap.to() - gap.from())
                .max()
                .orElse(0);
    }
}
