package com.clientmanager.credits.aggregator.stream.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Which account time alone will next change, and when (R13): one key for each account that has such a time, the time
 * before the account, so that what is due lies at the front.
 *
 * <p>Accounts move in it when the ending transaction writes them, once each, so that nothing is kept in the heap; it is
 * a {@link WriteBehindStore} because what an aborted transaction moved must not outlive it.
 *
 * <p>A queue in a log-structured store leaves a tombstone wherever something was; a scan from the very front would
 * crawl over all of them. The index remembers where its last scan ended and begins there. A key put in front of that
 * place moves it back.
 */
public final class DueIndex extends WriteBehindStore {
    /** Name of the store and of its changelog. */
    public static final String NAME = "due";

    /** The due time of an account that time alone does not change. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final byte[] PRESENT = {1};
    private static final Bytes FRONT = key(0, "");

    private Bytes resumeAt = FRONT;

    /** An account that is due. */
    @FunctionalInterface
    public interface DueAccount {
        /** Called once for each; the index may be changed meanwhile. */
        void dueAt(String account, long dueMs);
    }

    DueIndex(KeyValueStore<Bytes, byte[]> inner) {
        super(inner);
    }

    /** The store, logged, in RocksDB. */
    public static StoreBuilder<DueIndex> builder() {
        return LoggedStore.around(NAME, DueIndex::new);
    }

    /** Moves an account from one due time to another, in epoch milliseconds or {@link #NEVER}. */
    public void move(String account, long fromMs, long toMs) {
        if (fromMs == toMs) {
            return;
        }
        written();
        if (fromMs != NEVER) {
            inner().put(key(fromMs, account), null);
        }
        if (toMs != NEVER) {
            Bytes added = key(toMs, account);
            inner().put(added, PRESENT);
            if (added.compareTo(resumeAt) < 0) {
                resumeAt = added;
            }
        }
    }

    /**
     * Tells {@code visitor} the accounts due at or before {@code nowMs}, soonest first, at most {@code maxAccounts} of
     * them and none after {@code untilNanos} of System.nanoTime; the next call goes on behind the last one.
     *
     * @return how many there were
     */
    public int scan(long nowMs, int maxAccounts, long untilNanos, DueAccount visitor) {
        int seen = 0;
        try (KeyValueIterator<Bytes, byte[]> due = inner().range(resumeAt, key(nowMs + 1, ""))) {
            while (seen < maxAccounts && due.hasNext() && (seen == 0 || System.nanoTime() < untilNanos)) {
                Bytes key = due.next().key;
                seen++;
                resumeAt = behind(key);
                visitor.dueAt(accountIn(key), ByteBuffer.wrap(key.get()).getLong());
            }
        }
        return seen;
    }

    @Override
    protected void forget() {
        resumeAt = FRONT;
    }

    /** All is written already. */
    @Override
    protected void writeBehind() {}

    private static String accountIn(Bytes key) {
        return new String(key.get(), Long.BYTES, key.get().length - Long.BYTES, StandardCharsets.UTF_8);
    }

    private static Bytes behind(Bytes key) {
        byte[] next = new byte[key.get().length + 1];
        System.arraycopy(key.get(), 0, next, 0, next.length - 1);
        return Bytes.wrap(next);
    }

    private static Bytes key(long dueMs, String account) {
        byte[] id = account.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(Math.max(0, dueMs))
                .put(id)
                .array());
    }
}
