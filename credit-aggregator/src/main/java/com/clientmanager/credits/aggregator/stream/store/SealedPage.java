package com.clientmanager.credits.aggregator.stream.store;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A page of a sealed run: identities of 16 bytes each, in the order of their unsigned hash. */
final class SealedPage {
    static final int ENTRY_BYTES = 2 * Long.BYTES;

    private SealedPage() {}

    /** The last page whose first hash is not above {@code high}, or -1. */
    static int lastFrom(long[] firstHigh, long high) {
        int from = 0;
        int to = firstHigh.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Long.compareUnsigned(firstHigh[middle], high) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    /** The low half of the identity with this hash, or null when the page does not hold it. */
    static @Nullable Long find(ByteBuffer page, long high, long low) {
        int from = 0;
        int to = page.capacity() / ENTRY_BYTES;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Long.compareUnsigned(page.getLong(middle * ENTRY_BYTES), high) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        for (int at = from * ENTRY_BYTES; at < page.capacity() && page.getLong(at) == high; at += ENTRY_BYTES) {
            long foundLow = page.getLong(at + Long.BYTES);
            if (Identity.sameHash(foundLow, low)) {
                return foundLow;
            }
        }
        return null;
    }
}
