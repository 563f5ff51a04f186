package com.clientmanager.credits.aggregator.stream.store;

/**
 * Where entries lie, by their hashes: open addressing, each slot with an entry's hash and place. Whoever looks for a
 * key goes over the slots of its hash and compares the key at each place; slots have the whole hash, so that passing
 * others' slots does not go to their entries, which lie far from the processor.
 */
final class PlaceTable {
    static final int NONE = -1;
    private static final long FREE = 0;
    private static final int SLOTS_AT_FIRST = 1024;

    private long[] slots = new long[SLOTS_AT_FIRST];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        slots = new long[SLOTS_AT_FIRST];
        size = 0;
    }

    /** The first slot with this hash, or {@link #NONE}. */
    int first(int hash) {
        return from(hash & mask(), hash);
    }

    /** The slot with this hash after {@code slot}, or {@link #NONE}. */
    int next(int slot, int hash) {
        return from((slot + 1) & mask(), hash);
    }

    private int from(int begin, int hash) {
        int slot = begin;
        while (slots[slot] != FREE) {
            if (hashIn(slot) == hash) {
                return slot;
            }
            slot = (slot + 1) & mask();
        }
        return NONE;
    }

    /** The slot that names this place, or {@link #NONE} when none does. */
    int slotOf(int hash, int place) {
        int slot = first(hash);
        while (slot != NONE && placeIn(slot) != place) {
            slot = next(slot, hash);
        }
        return slot;
    }

    /** The place that a slot names. */
    int placeIn(int slot) {
        return (int) slots[slot] - 1;
    }

    /**
     * The place in the slot where the search for this hash begins, mostly the one looked for; {@link #NONE} when the
     * slot is free.
     */
    int likelyPlace(int hash) {
        return placeIn(hash & mask());
    }

    /** Adds an entry at a place, 0 or more. */
    void add(int hash, int place) {
        if (size * 2 >= slots.length) {
            long[] before = slots;
            slots = new long[before.length * 2];
            for (long named : before) {
                if (named != FREE) {
                    occupy(named);
                }
            }
        }
        occupy(named(hash, place));
        size++;
    }

    private void occupy(long named) {
        int slot = (int) (named >>> Integer.SIZE) & mask();
        while (slots[slot] != FREE) {
            slot = (slot + 1) & mask();
        }
        slots[slot] = named;
    }

    /** The entry of this slot lies elsewhere now. */
    void move(int slot, int place) {
        slots[slot] = named(hashIn(slot), place);
    }

    /** Empties a slot and closes the gap: what was displaced past it moves up. */
    void remove(int slot) {
        int mask = mask();
        int gap = slot;
        for (int next = (gap + 1) & mask; slots[next] != FREE; next = (next + 1) & mask) {
            int home = hashIn(next) & mask;
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                slots[gap] = slots[next];
                gap = next;
            }
        }
        slots[gap] = FREE;
        size--;
    }

    private int mask() {
        return slots.length - 1;
    }

    private int hashIn(int slot) {
        return (int) (slots[slot] >>> Integer.SIZE);
    }

    private static long named(int hash, int place) {
        return (long) hash << Integer.SIZE | (place + 1);
    }
}
