package com.clientmanager.credits.aggregator.stream.store;

import java.util.Arrays;

/**
 * The identities that are not in a sealed run yet: in order of arrival, with an open-addressing index over them.
 *
 * <p>16 bytes an identity and 4 bytes for each of at least 2 index slots: 24 to 40 bytes of heap, bounded by what is
 * sealed.
 */
final class FreshIdentities {
    private static final int FREE = 0;

    private long[] high;
    private long[] low;
    private int[] slots;
    private int size;

    FreshIdentities(int expected) {
        int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, expected - 1)) << 1);
        high = new long[capacity];
        low = new long[capacity];
        slots = new int[capacity * 2];
    }

    int size() {
        return size;
    }

    long high(int index) {
        return high[index];
    }

    long low(int index) {
        return low[index];
    }

    /** The index of the identity with this hash, or -1. */
    int find(long wantedHigh, long wantedLow) {
        int mask = slots.length - 1;
        for (int slot = slotOf(wantedHigh, mask); slots[slot] != FREE; slot = (slot + 1) & mask) {
            int index = slots[slot] - 1;
            if (high[index] == wantedHigh && Identity.sameHash(low[index], wantedLow)) {
                return index;
            }
        }
        return -1;
    }

    /** Adds an identity that {@link #find} does not find. */
    void add(long newHigh, long newLow) {
        if (size == high.length) {
            grow();
        }
        high[size] = newHigh;
        low[size] = newLow;
        size++;
        occupy(newHigh, size);
    }

    void clear() {
        size = 0;
        Arrays.fill(slots, FREE);
    }

    private void grow() {
        high = Arrays.copyOf(high, size * 2);
        low = Arrays.copyOf(low, size * 2);
        slots = new int[slots.length * 2];
        for (int i = 0; i < size; i++) {
            occupy(high[i], i + 1);
        }
    }

    private void occupy(long key, int value) {
        int mask = slots.length - 1;
        int slot = slotOf(key, mask);
        while (slots[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = value;
    }

    /**
     * The hash is uniform: its lowest bits will do. Its highest choose the page of a run and the block of the filter.
     */
    private static int slotOf(long key, int mask) {
        return (int) key & mask;
    }
}
