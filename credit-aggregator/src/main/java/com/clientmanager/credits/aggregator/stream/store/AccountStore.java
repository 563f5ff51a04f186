package com.clientmanager.credits.aggregator.stream.store;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.stream.bundle.OutputBundle;
import com.clientmanager.credits.aggregator.stream.store.AccountHeap.Slot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The task's accounts, as objects while they are in use. However often a transaction touches an account, it is encoded,
 * logged, indexed by its due time and told to the {@link Touched listener} once, when the transaction ends.
 *
 * <p>Between transactions the accounts used last stay in the heap, up to a number; what a transaction has touched stays
 * until it ends. About 200 bytes an account in RocksDB and on the compacted changelog, about 1 KB as an object.
 *
 * <p>What a transaction wrote is on the changelog when it ends. RocksDB is owed it until the account leaves the heap,
 * or until Kafka Streams says up to which place of the changelog RocksDB stands ({@link #payBelow}): whoever opens it
 * without the heap reads the changelog on from that place.
 */
public class AccountStore extends WriteBehindStore {
    /** What is paid to RocksDB in one of its batches. */
    private static final int BATCH = 4096;

    /** Name of the store and of its changelog. */
    public static final String NAME = "accounts";

    private final AccountCodec codec = new AccountCodec();
    private final AccountHeap heap;
    private final List<Slot> touched = new ArrayList<>();
    private final List<KeyValue<Bytes, byte[]>> paid = new ArrayList<>();
    private @Nullable DueIndex due;
    private @Nullable Touched listener;
    private @Nullable Bytes firstUnread;
    private boolean isLoaded;
    /** The account asked for last, which is mostly the next one that is put. */
    private @Nullable Slot last;

    /** Told of each account that the ending transaction touched. */
    public interface Touched {
        /** The account as it is now; {@code asOf} is the recordedAt of its last ledger line. */
        void touched(CreditAccount account, Instant asOf);

        /** That were all of this transaction. */
        void told();
    }

    AccountStore(KeyValueStore<Bytes, byte[]> inner, AccountHeap.Limits limits) {
        super(inner);
        this.heap = new AccountHeap(limits, this::pay);
    }

    /**
     * The store, logged, in RocksDB, that keeps up to {@code objects} accounts as objects in the heap and others in so
     * many {@code bytes}.
     */
    public static StoreBuilder<AccountStore> builder(int objects, int bytes) {
        AccountHeap.Limits limits = new AccountHeap.Limits(objects, bytes);
        return LoggedStore.loggedBy(NAME, inner -> new AccountStore(inner, limits));
    }

    /**
     * Says where due times are kept and who is told of touched accounts; called when the task's processors are
     * initialised.
     */
    public void attach(DueIndex index, Touched told) {
        due = index;
        listener = told;
    }

    /**
     * Looks at one account before the first event is judged; each other one is looked at when it is read.
     *
     * @throws OldStateException when another release wrote it
     */
    public void refuseOldLayout() {
        try (KeyValueIterator<Bytes, byte[]> all = inner().all()) {
            if (all.hasNext()) {
                refuseOldLayout(all.next().value);
            }
        }
    }

    private static void refuseOldLayout(byte[] stored) {
        if (!AccountCodec.isReadable(stored)) {
            throw new OldStateException(NAME);
        }
    }

    /**
     * Takes more accounts into the heap, as bytes, until the {@link System#nanoTime} is reached, and goes on there at
     * the next call, as long as there is room. Reading them in order costs a twentieth of looking for each in RocksDB
     * when it is first used; in slices, so that a task that takes over works at once.
     */
    public void loadUntil(long nanos) {
        if (isLoaded) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> rest = inner().range(firstUnread, null)) {
            while (rest.hasNext() && heap.hasRoomForBytes()) {
                if (System.nanoTime() - nanos >= 0) {
                    firstUnread = rest.peekNextKey();
                    return;
                }
                KeyValue<Bytes, byte[]> account = rest.next();
                refuseOldLayout(account.value);
                // What is here is newer, or the same.
                if (!heap.has(account.key.get())) {
                    heap.putBytes(account.key.get(), account.value);
                }
            }
        }
        isLoaded = true;
    }

    /** The account, or null when it never was put. */
    public @Nullable CreditAccount get(String id) {
        Slot slot = slot(id);
        return slot == null ? null : slot.account;
    }

    /** These accounts are about to be asked for: what they are read from may come nearer. */
    public void expect(List<byte[]> keys) {
        heap.expect(keys);
    }

    private @Nullable Slot slot(String id) {
        if (last != null && last.account.id().equals(id)) {
            return last;
        }
        last = heap.get(id);
        if (last == null) {
            last = stored(id);
        }
        return last;
    }

    private @Nullable Slot stored(String id) {
        byte[] key = key(id);
        TakenAccount kept = heap.takeBytes(key);
        byte[] stored = kept == null ? inner().get(Bytes.wrap(key)) : kept.bytes;
        if (stored == null) {
            return null;
        }
        CreditAccount account = codec.decode(id, stored);
        Slot loaded = new Slot(key, account, stored, dueMs(account));
        loaded.isOwed = kept != null && kept.isOwed;
        heap.put(id, loaded);
        return loaded;
    }

    /** Replaces the account; {@code asOf} is the recordedAt of its last ledger line. */
    public void put(CreditAccount account, Instant asOf) {
        Slot slot = slot(account.id());
        if (slot == null) {
            slot = new Slot(key(account.id()), account, null, DueIndex.NEVER);
            heap.put(account.id(), slot);
            last = slot;
        }
        slot.account = account;
        slot.asOf = asOf;
        seenAt(asOf.toEpochMilli());
        if (!slot.isTouched) {
            slot.touch();
            heap.used(account.id());
            touched.add(slot);
        }
    }

    /** Accounts in the heap. */
    public int inHeap() {
        return heap.size();
    }

    @Override
    protected void forget() {
        heap.clear();
        touched.clear();
        paid.clear();
        last = null;
        firstUnread = null;
        isLoaded = false;
    }

    @Override
    protected void writeBehind() {
        if (!touched.isEmpty()) {
            logTouched();
        }
        last = null;
        heap.trim();
        writePaid();
    }

    private void logTouched() {
        OutputBundle records = new OutputBundle();
        for (int i = 0; i < touched.size(); i++) {
            Slot slot = touched.get(i);
            records.add(new Record<>(slot.key, codec.encode(slot.account), streamTimeMs()));
        }
        log(records);
        List<Record<byte[], byte[]>> logged = records.records();
        for (int i = 0; i < touched.size(); i++) {
            Slot slot = touched.get(i);
            slot.logged(logged.get(i).value());
            index(slot);
            if (listener != null) {
                listener.touched(slot.account, slot.asOf);
            }
        }
        touched.clear();
        if (listener != null) {
            listener.told();
        }
    }

    @Override
    protected void payBelow() {
        heap.payAll();
        writePaid();
    }

    private void pay(byte[] key, byte[] value) {
        paid.add(KeyValue.pair(Bytes.wrap(key), value));
        if (paid.size() >= BATCH) {
            writePaid();
        }
    }

    private void writePaid() {
        if (!paid.isEmpty()) {
            inner().putAll(paid);
            paid.clear();
        }
    }

    private void index(Slot slot) {
        long dueMs = dueMs(slot.account);
        if (due != null && dueMs != slot.indexedDueMs) {
            due.move(slot.account.id(), slot.indexedDueMs, dueMs);
        }
        slot.indexedDueMs = dueMs;
    }

    private static long dueMs(CreditAccount account) {
        return account.nextDue().map(Instant::toEpochMilli).orElse(DueIndex.NEVER);
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }
}
