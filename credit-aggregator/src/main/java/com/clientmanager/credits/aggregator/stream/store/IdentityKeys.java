package com.clientmanager.credits.aggregator.stream.store;

import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The keys under which identities are stored: the number of the layout, then {@code 'J' block(4)} for a block of the
 * journal, {@code 'P' run(8) page(4)} for a page and {@code 'R' run(8)} for the header of a sealed run. The number
 * goes up with any change of what is hashed or how it is stored; layout 1 had none, and hashed no account.
 */
final class IdentityKeys {
    private static final byte LAYOUT = 3;
    private static final byte JOURNAL = 'J';
    private static final byte PAGE = 'P';
    private static final byte RUN = 'R';
    private static final int PREFIX_BYTES = 2;

    private IdentityKeys() {}

    static Bytes block(int block) {
        return Bytes.wrap(ByteBuffer.allocate(PREFIX_BYTES + Integer.BYTES)
                .put(LAYOUT)
                .put(JOURNAL)
                .putInt(block)
                .array());
    }

    static int blockOf(Bytes key) {
        return ByteBuffer.wrap(key.get()).getInt(PREFIX_BYTES);
    }

    static Bytes page(long run, int page) {
        return Bytes.wrap(ByteBuffer.allocate(PREFIX_BYTES + Long.BYTES + Integer.BYTES)
                .put(LAYOUT)
                .put(PAGE)
                .putLong(run)
                .putInt(page)
                .array());
    }

    static Bytes run(long run) {
        return Bytes.wrap(ByteBuffer.allocate(PREFIX_BYTES + Long.BYTES)
                .put(LAYOUT)
                .put(RUN)
                .putLong(run)
                .array());
    }

    static long runOf(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(PREFIX_BYTES);
    }

    static KeyValueIterator<Bytes, byte[]> runs(KeyValueStore<Bytes, byte[]> store) {
        return store.range(Bytes.wrap(new byte[] {LAYOUT, RUN}), Bytes.wrap(new byte[] {LAYOUT, RUN + 1}));
    }

    /**
     * Two looks into the store, which cost nothing: in front of the first key of this layout and behind the last.
     *
     * @throws OldStateException when there is anything of another layout
     */
    static void refuseOthers(KeyValueStore<Bytes, byte[]> store) {
        try (KeyValueIterator<Bytes, byte[]> before = store.range(null, Bytes.wrap(new byte[] {LAYOUT}));
                KeyValueIterator<Bytes, byte[]> behind = store.range(Bytes.wrap(new byte[] {LAYOUT + 1}), null)) {
            if (before.hasNext() || behind.hasNext()) {
                throw new OldStateException(IdentityStore.NAME);
            }
        }
    }
}
