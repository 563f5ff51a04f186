package com.clientmanager.credits.aggregator.stream.store;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import it.unimi.dsi.fastutil.objects.Object2ObjectLinkedOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The accounts used last, in the heap: the latest as objects of about 1 KB, those before them as their stored bytes, about 230 bytes with the key. Reading them back
 * costs a tenth of asking RocksDB.
 *
 * <p>fastutil's maps spread hashes themselves: ids that differ in a few digits fall into few bins of a {@link java.util.HashMap}.
 */
final class AccountHeap {
    private final Limits limits;
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
        byte @Nullable [] stored;
        long indexedDueMs;
        boolean isTouched;
        Instant asOf = Instant.EPOCH;

        Slot(byte[] key, CreditAccount account, byte @Nullable [] stored, long indexedDueMs) {
            this.key = key;
            this.account = account;
            this.stored = stored;
            this.indexedDueMs = indexedDueMs;
        }
    }

    AccountHeap(Limits limits) {
        this.limits = limits;
        this.bytes = new StoredAccounts(limits.bytes);
    }

    /** The account as an object, now the one used last; null when it is none. */
    @Nullable
    Slot get(String id) {
        return objects.getAndMoveToLast(id);
    }

    /** Takes the bytes of an account that is no object out of the heap; null when there are none. */
    byte @Nullable [] takeBytes(byte[] key) {
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

    /** Keeps an account that is no object as its stored bytes. */
    void putBytes(byte[] key, byte[] stored) {
        bytes.put(key, stored);
    }

    /** Accounts in the heap. */
    int size() {
        return objects.size() + bytes.size();
    }

    void clear() {
        objects.clear();
        bytes.clear();
    }

    /** Goes back to the limits; nothing is touched and not yet stored by then. */
    void trim() {
        while (objects.size() > limits.objects) {
            Slot slot = objects.removeFirst();
            if (slot.stored != null) {
                putBytes(slot.key, slot.stored);
            }
        }
    }
}
