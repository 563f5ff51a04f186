package com.clientmanager.credits.auditor.check;

/**
 * A map from 64-bit hashes to 64-bit values, 32 bytes or less for each: the audit of many events must fit in a heap.
 */
final class LongMap {
    private long[] slots = new long[1 << 16];
    private long[] values = new long[1 << 16];
    private int size;

    /** Whether the key was not in the map before; its first value stays. */
    boolean putIfAbsent(long key, long value) {
        if (size * 2L >= slots.length) {
            grow();
        }
        long stored = notZero(key);
        int at = place(slots, stored);
        if (slots[at] == stored) {
            return false;
        }
        slots[at] = stored;
        values[at] = value;
        size++;
        return true;
    }

    boolean contains(long key) {
        long stored = notZero(key);
        return slots[place(slots, stored)] == stored;
    }

    /** The key's value, 0 where it has none. */
    long get(long key) {
        return values[place(slots, notZero(key))];
    }

    private static long notZero(long key) {
        return key == 0 ? 1 : key;
    }

    private static int place(long[] in, long key) {
        int mask = in.length - 1;
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (in[at] != 0 && in[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] largerSlots = new long[Math.multiplyExact(slots.length, 2)];
        long[] largerValues = new long[largerSlots.length];
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != 0) {
                int at = place(largerSlots, slots[i]);
                largerSlots[at] = slots[i];
                largerValues[at] = values[i];
            }
        }
        slots = largerSlots;
        values = largerValues;
    }
}
