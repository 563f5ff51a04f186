package com.clientmanager.credits.aggregator.stream.store;

/**
 * Identities in unsigned order of their hash. The hash is uniform, so one pass deals them to as many buckets as there
 * are about 4 identities for, and an insertion sort finishes each: linear time, since the task stands still meanwhile.
 */
final class SortedIdentities {
    private static final int PER_BUCKET = 4;

    private final long[] high;
    private final long[] low;

    /** The identities {@code from} to {@code to} (exclusive), by order of arrival. */
    SortedIdentities(FreshIdentities fresh, int from, int to) {
        int size = to - from;
        high = new long[size];
        low = new long[size];
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size / PER_BUCKET));
        int[] ends = new int[(1 << bits) + 1];
        for (int i = from; i < to; i++) {
            ends[(int) (fresh.high(i) >>> (Long.SIZE - bits)) + 1]++;
        }
        for (int bucket = 1; bucket < ends.length; bucket++) {
            ends[bucket] += ends[bucket - 1];
        }
        for (int i = from; i < to; i++) {
            int at = ends[(int) (fresh.high(i) >>> (Long.SIZE - bits))]++;
            high[at] = fresh.high(i);
            low[at] = fresh.low(i);
        }
        finish();
    }

    int size() {
        return high.length;
    }

    long high(int index) {
        return high[index];
    }

    long low(int index) {
        return low[index];
    }

    private void finish() {
        for (int i = 1; i < high.length; i++) {
            long movingHigh = high[i];
            long movingLow = low[i];
            int at = i;
            while (at > 0 && Long.compareUnsigned(high[at - 1], movingHigh) > 0) {
                high[at] = high[at - 1];
                low[at] = low[at - 1];
                at--;
            }
            high[at] = movingHigh;
            low[at] = movingLow;
        }
    }
}
