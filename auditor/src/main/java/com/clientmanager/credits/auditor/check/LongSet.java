package com.clientmanager.credits.auditor.check;

/** A set of 64-bit hashes at 16 bytes or less each: the audit of a hundred million events must fit in a heap. */
final class LongSet {
    private long[] slots = new long[1 << 16];
    private int size;
    private boolean hasZero;

    /** Whether {@code value} was not in the set before. */
    boolean add(long value) {
        if (value == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        if (size * 2 >= slots.length) {
            grow();
        }
        int at = place(slots, value);
        if (slots[at] == value) {
            return false;
        }
        slots[at] = value;
        size++;
        return true;
    }

    boolean contains(long value) {
        return value == 0 ? hasZero : slots[place(slots, value)] == value;
    }

    private static int place(long[] in, long value) {
        int mask = in.length - 1;
        int at = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (in[at] != 0 && in[at] != value) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (long value : slots) {
            if (value != 0) {
                larger[place(larger, value)] = value;
            }
        }
        slots = larger;
    }
}
