package com.clientmanager.credits.aggregator.stream.store;

import it.unimi.dsi.fastutil.HashCommon;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of one task as their stored bytes, in a few large arrays: for the garbage collector a million of them are a
 * handful of objects that never change. What was written longest ago goes first when there is no room; who takes an
 * account out and puts it back makes it the last.
 *
 * <pre>
 *   PlaceTable                   segments of 1 MiB, in the order in which they were begun
 *   hash, place of an entry      [hash 4|key length 4|owed 1 bit, value length 31 bits|key|value] [ … ] …
 * </pre>
 *
 * <p>An entry that was taken or put again stays where it is, as dead bytes, until its segment is the oldest and the
 * room is wanted; what is alive in it moves to the newest, as long as there are dead bytes enough for that to be worth
 * it, and is dropped otherwise.
 *
 * <p>Bytes that the store below does not have yet are owed to it. They are paid when they are dropped, or when {@link
 * #payAll} asks for all.
 */
final class StoredAccounts {
    static final int SEGMENT_BYTES = 1 << 20;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int HEADER_BYTES = 3 * Integer.BYTES;
    private static final int OWED = 1 << 31;
    private static final int CACHE_LINE_BYTES = 64;
    /** As much of an entry as is called for in advance: most accounts take no more. */
    private static final int LINES_AHEAD = 4;
    /** Above this share of living bytes what is oldest is dropped, and {@link #hasRoom} says no. */
    private static final int FULL_PERCENT = 80;

    private final int segmentsMax;
    private final Below below;
    private final byte[][] segments;
    private final int[] filled;
    private final ArrayDeque<Integer> begun = new ArrayDeque<>();
    private byte @Nullable [] spare;
    private int head = -1;
    private final PlaceTable table = new PlaceTable();
    private long livingBytes;
    /** What {@link #callFor} has read: without a place to go to, the compiler would leave the reading out. */
    @SuppressWarnings("unused")
    private int called;

    /** The store below, which gets what is owed to it. */
    @FunctionalInterface
    interface Below {
        void pay(byte[] key, byte[] value);
    }

    /** Holds up to {@code bytes}, below 2 GiB, in whole segments and at least one. */
    StoredAccounts(int bytes, Below below) {
        this.below = below;
        segmentsMax = Math.max(1, bytes / SEGMENT_BYTES);
        segments = new byte[segmentsMax][];
        filled = new int[segmentsMax];
    }

    int size() {
        return table.size();
    }

    /** Whether one more would drop none. */
    boolean hasRoom() {
        return livingBytes < (long) segmentsMax * SEGMENT_BYTES / 100 * FULL_PERCENT;
    }

    /**
     * Keeps the account, in place of what was kept of it; one that takes more than an eighth of a segment is not kept,
     * and paid if it is owed.
     */
    void put(byte[] key, byte[] value, boolean isOwed) {
        int hash = hash(key);
        remove(find(hash, key));
        int length = HEADER_BYTES + key.length + value.length;
        if (length > SEGMENT_BYTES / 8) {
            if (isOwed) {
                below.pay(key, value);
            }
            return;
        }
        makeRoom(length);
        int place = head * SEGMENT_BYTES + filled[head];
        byte[] segment = segments[head];
        int at = filled[head];
        INT.set(segment, at, hash);
        INT.set(segment, at + Integer.BYTES, key.length);
        INT.set(segment, at + 2 * Integer.BYTES, value.length | (isOwed ? OWED : 0));
        System.arraycopy(key, 0, segment, at + HEADER_BYTES, key.length);
        System.arraycopy(value, 0, segment, at + HEADER_BYTES + key.length, value.length);
        filled[head] += length;
        table.add(hash, place);
        livingBytes += length;
    }

    boolean has(byte[] key) {
        return find(hash(key), key) != PlaceTable.NONE;
    }

    /** Takes the account's bytes out; null when they are not here. */
    @Nullable
    TakenAccount take(byte[] key) {
        int slot = find(hash(key), key);
        if (slot == PlaceTable.NONE) {
            return null;
        }
        int place = table.placeIn(slot);
        TakenAccount taken = new TakenAccount(value(place), isOwed(place));
        remove(slot);
        return taken;
    }

    /**
     * Reads a little of what these accounts' entries consist of, before they are taken. Memory is far away, and here
     * the reads do not wait for each other, as they would between accounts that are taken one by one.
     */
    void callFor(List<byte[]> keys) {
        int[] places = new int[keys.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = table.likelyPlace(hash(keys.get(i)));
        }
        int read = 0;
        for (int place : places) {
            read += place == PlaceTable.NONE ? 0 : readSome(place);
        }
        called = read;
    }

    private int readSome(int place) {
        byte[] segment = segments[place / SEGMENT_BYTES];
        int from = place % SEGMENT_BYTES;
        int to = Math.min(SEGMENT_BYTES, from + LINES_AHEAD * CACHE_LINE_BYTES);
        int read = 0;
        for (int at = from; at < to; at += CACHE_LINE_BYTES) {
            read += segment[at];
        }
        return read;
    }

    /** Pays all that is owed; it stays here. */
    void payAll() {
        begun.forEach(this::pay);
    }

    private void pay(int segment) {
        for (int at = 0; at < filled[segment]; ) {
            int place = segment * SEGMENT_BYTES + at;
            if (isOwed(place) && table.slotOf(hashAt(place), place) >= 0) {
                below.pay(key(place), value(place));
                INT.set(segments[segment], at + 2 * Integer.BYTES, valueLength(place));
            }
            at += length(place);
        }
    }

    void clear() {
        Arrays.fill(segments, null);
        Arrays.fill(filled, 0);
        begun.clear();
        spare = null;
        head = -1;
        table.clear();
        livingBytes = 0;
    }

    private void makeRoom(int length) {
        while (head < 0 || filled[head] + length > SEGMENT_BYTES) {
            if (begun.size() < segmentsMax) {
                begin(begun.size(), new byte[SEGMENT_BYTES]);
            } else {
                recycleOldest();
            }
        }
    }

    private void begin(int segment, byte[] empty) {
        segments[segment] = empty;
        filled[segment] = 0;
        begun.addLast(segment);
        head = segment;
    }

    /** The oldest segment becomes the newest, with what is alive in it unless too much is alive altogether. */
    private void recycleOldest() {
        int oldest = begun.getFirst();
        boolean keep = hasRoom();
        if (!keep) {
            pay(oldest);
        }
        begun.removeFirst();
        byte[] old = segments[oldest];
        int end = filled[oldest];
        int kept = 0;
        byte[] fresh = spare == null ? new byte[SEGMENT_BYTES] : spare;
        for (int at = 0; at < end; ) {
            int place = oldest * SEGMENT_BYTES + at;
            int length = length(place);
            int slot = table.slotOf((int) INT.get(old, at), place);
            if (slot >= 0 && keep) {
                System.arraycopy(old, at, fresh, kept, length);
                table.move(slot, oldest * SEGMENT_BYTES + kept);
                kept += length;
            } else if (slot >= 0) {
                remove(slot);
            }
            at += length;
        }
        begin(oldest, fresh);
        filled[oldest] = kept;
        spare = old;
    }

    private int length(int place) {
        return HEADER_BYTES + keyLength(place) + valueLength(place);
    }

    private int keyLength(int place) {
        return (int) INT.get(segments[place / SEGMENT_BYTES], place % SEGMENT_BYTES + Integer.BYTES);
    }

    private int valueLength(int place) {
        return lengthAndDebt(place) & ~OWED;
    }

    private boolean isOwed(int place) {
        return (lengthAndDebt(place) & OWED) != 0;
    }

    private int lengthAndDebt(int place) {
        return (int) INT.get(segments[place / SEGMENT_BYTES], place % SEGMENT_BYTES + 2 * Integer.BYTES);
    }

    private byte[] key(int place) {
        int from = place % SEGMENT_BYTES + HEADER_BYTES;
        return Arrays.copyOfRange(segments[place / SEGMENT_BYTES], from, from + keyLength(place));
    }

    private byte[] value(int place) {
        int from = place % SEGMENT_BYTES + HEADER_BYTES + keyLength(place);
        return Arrays.copyOfRange(segments[place / SEGMENT_BYTES], from, from + valueLength(place));
    }

    private int hashAt(int place) {
        return (int) INT.get(segments[place / SEGMENT_BYTES], place % SEGMENT_BYTES);
    }

    private static int hash(byte[] key) {
        return HashCommon.murmurHash3(Arrays.hashCode(key));
    }

    /** The slot of the entry with this key, or {@link PlaceTable#NONE}. */
    private int find(int hash, byte[] key) {
        int slot = table.first(hash);
        while (slot != PlaceTable.NONE && !isKey(table.placeIn(slot), key)) {
            slot = table.next(slot, hash);
        }
        return slot;
    }

    private boolean isKey(int place, byte[] key) {
        int from = place % SEGMENT_BYTES + HEADER_BYTES;
        return keyLength(place) == key.length
                && Arrays.equals(segments[place / SEGMENT_BYTES], from, from + key.length, key, 0, key.length);
    }

    private void remove(int slot) {
        if (slot != PlaceTable.NONE) {
            livingBytes -= length(table.placeIn(slot));
            table.remove(slot);
        }
    }
}
