package com.clientmanager.credits.aggregator.stream.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The memory of which events and commands were already obeyed (R2), in the same transaction as what they did, for
 * longer than the lateness window by the broker's time (R3) and never by the event's own.
 *
 * <p>New identities stay in the heap and are journalled at commit, thousands in one record. When {@link
 * Shape#identitiesPerRun} have gathered they are sealed into a sorted run on disk and leave the heap. A run goes when
 * its newest identity is older than {@link Shape#keepFor}.
 *
 * <p>A million identities take 16.1 MB in RocksDB, 16.1 MB on the compacted changelog (twice that until the cleaner has
 * passed: once journalled, once sealed), 3 to 50 MB of filter outside the heap (3 when all 64 places of a filter are
 * taken, which is 16.8 million at the usual size) and 0.03 MB of heap. The fresh ones of a task take at most about 10
 * MB of heap. Restoring reads 16 to 32 MB.
 */
public final class IdentityStore extends WriteBehindStore {
    /** Name of the store and of its changelog. */
    public static final String NAME = "identities";

    /** Identities in a journal record: 16,384 × 16 bytes is a quarter of what the broker takes. */
    static final int BLOCK_IDENTITIES_MAX = 16_384;
    /**
     * A block that is smaller than this is written again with what came next, so that a quiet task does not leave
     * thousands of tiny ones.
     */
    static final int BLOCK_IDENTITIES_MIN = 256;

    private static final int ENTRY_BYTES = 2 * Long.BYTES;
    private static final int BLOCK_HEADER_BYTES = Long.BYTES;

    private final Shape shape;
    private final IdentityReader reader;
    /** Held while runs are read ahead, and whenever that begins or ends. */
    private final Object turn = new Object();

    private boolean isOpened;
    private @Nullable SealedRuns ahead;
    private @Nullable Loaded loaded;

    /**
     * Sizes of the memory.
     *
     * @param keepFor how long an identity is remembered at least, by append time; the lateness window and a day more
     * @param identitiesPerRun when the heap is emptied into a run, 1 to 1,048,576
     * @param filterDirectory where filters go that do not fit into memory
     */
    public record Shape(Duration keepFor, int identitiesPerRun, Path filterDirectory) {
        /** A quarter of a million: sealing takes some tens of milliseconds. */
        public static final int IDENTITIES_PER_RUN = 262_144;
    }

    /** What is known of an identity. */
    public enum Verdict {
        /** Never seen. */
        FIRST,
        /** Seen, and it said the same. */
        DUPLICATE,
        /** Seen, and it said something else. */
        CONFLICT
    }

    private static final class Loaded {
        final FreshIdentities fresh;
        final SealedRuns sealed;
        int journalled;
        int blockStart;
        int block;
        long newestMs;

        Loaded(SealedRuns sealed, Shape shape) {
            this.fresh = new FreshIdentities(shape.identitiesPerRun);
            this.sealed = sealed;
        }
    }

    IdentityStore(KeyValueStore<Bytes, byte[]> inner, Shape shape, IdentityReader reader) {
        super(inner);
        this.shape = shape;
        this.reader = reader;
    }

    /** The store, logged, in RocksDB; {@code reader} reads it while its task stands by. */
    public static StoreBuilder<IdentityStore> builder(Shape shape, IdentityReader reader) {
        return LoggedStore.around(NAME, inner -> new IdentityStore(inner, shape, reader));
    }

    /** Whether the identity was remembered before, and if so whether it said the same. */
    public Verdict judge(Identity identity) {
        Loaded memory = loaded();
        int index = memory.fresh.find(identity.high(), identity.low());
        if (index >= 0) {
            return compare(memory.fresh.low(index), identity.low());
        }
        Long sealedLow = memory.sealed.find(identity.high(), identity.low());
        return sealedLow == null ? Verdict.FIRST : compare(sealedLow, identity.low());
    }

    /** Remembers an identity that was judged {@link Verdict#FIRST}, appended at {@code appendedAtMs}. */
    public void remember(Identity identity, long appendedAtMs) {
        Loaded memory = loaded();
        memory.fresh.add(identity.high(), identity.low());
        memory.newestMs = Math.max(memory.newestMs, appendedAtMs);
        seenAt(appendedAtMs);
    }

    /** How many identities the task remembers. */
    public long identities() {
        Loaded memory = loaded();
        return memory.fresh.size() + memory.sealed.identities();
    }

    /** Bytes of filter outside the heap. */
    public long filterBytes() {
        return loaded().sealed.filterBytes();
    }

    private static Verdict compare(long known, long given) {
        return known == given ? Verdict.DUPLICATE : Verdict.CONFLICT;
    }

    @Override
    protected void opened() {
        inTurn(() -> isOpened = true);
        reader.add(this);
    }

    /**
     * Keeps the sealed runs, of which all are committed when a task is recycled: who goes on with them compares them
     * with what is stored.
     */
    @Override
    protected void recycled() {
        inTurn(() -> {
            Loaded memory = loaded;
            if (memory != null) {
                loaded = null;
                ahead = memory.sealed;
            }
        });
    }

    @Override
    protected void forget() {
        reader.remove(this);
        inTurn(() -> {
            isOpened = false;
            recycled();
            if (ahead != null) {
                ahead.release();
                ahead = null;
            }
        });
    }

    private void inTurn(Runnable work) {
        reader.standAside();
        try {
            synchronized (turn) {
                work.run();
            }
        } finally {
            reader.goOn();
        }
    }

    /**
     * Reads one sealed run of a task that does not work, a standby above all, so that it need not be read when the task
     * takes over. Called by a thread of its own while records are restored.
     *
     * @return whether there was one to read
     */
    boolean readAhead() {
        synchronized (turn) {
            if (!isOpened || loaded != null) {
                return false;
            }
            if (ahead == null) {
                ahead = sealedRuns();
            }
            return ahead.readOneMore();
        }
    }

    /** Reads the inner store into the heap, if that has not been done since the store was opened. */
    public void load() {
        loaded();
    }

    private Loaded loaded() {
        if (loaded == null) {
            inTurn(() -> {
                IdentityKeys.refuseOthers(inner());
                Loaded memory = new Loaded(ahead == null ? sealedRuns() : ahead, shape);
                ahead = null;
                memory.sealed.load();
                loadJournal(memory);
                loaded = memory;
            });
        }
        return Objects.requireNonNull(loaded);
    }

    private SealedRuns sealedRuns() {
        return new SealedRuns(inner(), shape.identitiesPerRun, shape.filterDirectory);
    }

    private void loadJournal(Loaded memory) {
        try (KeyValueIterator<Bytes, byte[]> blocks =
                inner().range(IdentityKeys.block(0), IdentityKeys.block(Integer.MAX_VALUE))) {
            while (blocks.hasNext()) {
                KeyValue<Bytes, byte[]> block = blocks.next();
                ByteBuffer entries = ByteBuffer.wrap(block.value);
                memory.newestMs = Math.max(memory.newestMs, entries.getLong());
                memory.block = IdentityKeys.blockOf(block.key);
                memory.blockStart = memory.fresh.size();
                while (entries.hasRemaining()) {
                    memory.fresh.add(entries.getLong(), entries.getLong());
                }
            }
        }
        memory.journalled = memory.fresh.size();
    }

    @Override
    protected void writeBehind() {
        Loaded memory = loaded;
        if (memory == null) {
            return;
        }
        if (memory.fresh.size() >= shape.identitiesPerRun) {
            seal(memory);
        } else if (memory.fresh.size() > memory.journalled) {
            journal(memory);
        } else if (streamTimeMs() > 0) {
            memory.sealed.evictOne(streamTimeMs() - shape.keepFor.toMillis());
        }
    }

    private void journal(Loaded memory) {
        int size = memory.fresh.size();
        if (memory.journalled - memory.blockStart >= BLOCK_IDENTITIES_MIN) {
            memory.block++;
            memory.blockStart = memory.journalled;
        }
        while (true) {
            int end = Math.min(size, memory.blockStart + BLOCK_IDENTITIES_MAX);
            ByteBuffer entries = ByteBuffer.allocate(BLOCK_HEADER_BYTES + (end - memory.blockStart) * ENTRY_BYTES);
            entries.putLong(memory.newestMs);
            for (int i = memory.blockStart; i < end; i++) {
                entries.putLong(memory.fresh.high(i)).putLong(memory.fresh.low(i));
            }
            inner().put(IdentityKeys.block(memory.block), entries.array());
            if (end == size) {
                break;
            }
            memory.block++;
            memory.blockStart = end;
        }
        memory.journalled = size;
        memory.sealed.evictOne(streamTimeMs() - shape.keepFor.toMillis());
    }

    private void seal(Loaded memory) {
        int size = memory.fresh.size();
        int runs = Math.max(1, Math.ceilDiv(size, shape.identitiesPerRun + shape.identitiesPerRun / 2));
        int each = Math.ceilDiv(size, runs);
        for (int from = 0; from < size; from += each) {
            int to = Math.min(size, from + each);
            memory.sealed.seal(new SortedIdentities(memory.fresh, from, to), memory.newestMs);
        }
        if (memory.journalled > 0) {
            for (int block = 0; block <= memory.block; block++) {
                inner().put(IdentityKeys.block(block), null);
            }
        }
        memory.fresh.clear();
        memory.journalled = 0;
        memory.blockStart = 0;
        memory.block = 0;
        memory.newestMs = 0;
    }
}
