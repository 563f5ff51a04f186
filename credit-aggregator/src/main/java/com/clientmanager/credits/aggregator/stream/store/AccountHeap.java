package com.clientmanager.credits.aggregator.stream.store;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import it.unimi.dsi.fastutil.objects.Object2ObjectLinkedOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts used last, in the heap: the latest as objects of about 1 KB, those before them as their stored bytes,
 * about 230 bytes with the key. Reading them back costs a tenth of asking RocksDB.
 *
 * <p>fastutil's maps spread hashes themselves: ids that differ in a few digits fall into few bins of a {@link
 * java.util.HashMap}.
 */
final class AccountHeap {
    private final Limits limits;
    private final StoredAccounts.Below below;
    private final Object2ObjectLinkedOpenHashMap<String, Slot> objects = new Object2ObjectLinkedOpenHashMap<>();
    private final StoredAccounts bytes;

    /**
     * How many accounts of one task stay between transactions.
     *
     * @param objects about 1 KB each
     * @param bytes for the others
     */
    record Limits(int objects, int bytes) {}

    /** An account, the due time under which it stands in the index, and its bytes as the store has them. */
    static final class Slot {
        final byte[] key;
        CreditAccount account;
        private byte @Nullable [] stored;
        boolean isOwed;
        long indexedDueMs;
        boolean isTouched;
        Instant asOf = Instant.EPOCH;

        /** An account whose bytes the store has, or that has none yet. */
        Slot(byte[] key, CreditAccount account, byte @Nullable [] stored, long indexedDueMs) {
            this.key = key;
            this.account = account;
            this.stored = stored;
            this.indexedDueMs = indexedDueMs;
        }

        /** It will be written at the transaction's end; the bytes it came from are of no more use. */
        void touch() {
            isTouched = true;
            stored = null;
        }

        /**
         * Its bytes as they are on the changelog. To drop it, or to say that all is paid, while it is touched would
         * lose what was written.
         */
        byte[] stored() {
            byte[] bytes = stored;
            if (bytes == null) {
                throw new IllegalStateException("account " + account.id() + " is touched and not yet logged");
            }
            return bytes;
        }

        /** Its bytes are now these, on the changelog and owed to the store. */
        void logged(byte[] bytes) {
            stored = bytes;
            isOwed = true;
            isTouched = false;
        }
    }

    /** Bytes that are owed to the store {@code below} are paid to it before they go. */
    AccountHeap(Limits limits, StoredAccounts.Below below) {
        this.limits = limits;
        this.below = below;
        this.bytes = new StoredAccounts(limits.bytes, below);
    }

    /** The account as an object; null when it is none. */
    @Nullable
    Slot get(String id) {
        return objects.get(id);
    }

    /** This object is the one used last. */
    void used(String id) {
        objects.getAndMoveToLast(id);
    }

    /** These accounts are about to be asked for. */
    void expect(List<byte[]> keys) {
        bytes.callFor(keys);
    }

    /** Takes the bytes of an account that is no object out of the heap; null when there are none. */
    @Nullable
    TakenAccount takeBytes(byte[] key) {
        return bytes.take(key);
    }

    void put(String id, Slot slot) {
        objects.putAndMoveToLast(id, slot);
    }

    /** Whether the account is here, in either form. */
    boolean has(byte[] key) {
        return bytes.has(key) || objects.containsKey(new String(key, StandardCharsets.UTF_8));
    }

    boolean hasRoomForBytes() {
        return bytes.hasRoom();
    }

    /** Keeps an account that is no object as bytes that the store has. */
    void putBytes(byte[] key, byte[] stored) {
        bytes.put(key, stored, false);
    }

    /** Pays the store all that is owed to it; nothing may be touched and not yet logged. */
    void payAll() {
        for (Slot slot : objects.values()) {
            byte[] stored = slot.stored();
            if (slot.isOwed) {
                below.pay(slot.key, stored);
                slot.isOwed = false;
            }
        }
        bytes.payAll();
    }

    /** Accounts in the heap. */
    int size() {
        return objects.size() + bytes.size();
    }

    void clear() {
        objects.clear();
        bytes.clear();
    }

    /** Goes back to the limits; nothing is touched and not yet logged by then. */
    void trim() {
        while (objects.size() > limits.objects) {
            Slot slot = objects.removeFirst();
            bytes.put(slot.key, slot.stored(), slot.isOwed);
        }
    }
}
