package com.clientmanager.credits.aggregator.stream.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes an account's layout: numbers and texts as {@link GrowingBytes} has them, and what may be missing behind a byte
 * that says so.
 */
final class CompactWriter extends GrowingBytes {
    void start(int version) {
        restart();
        putByte(version);
    }

    void putTextOrNull(@Nullable String text) {
        putByte(text == null ? 0 : 1);
        if (text != null) {
            putText(text);
        }
    }

    /** To the millisecond: every time the engine keeps came as milliseconds or is the start of a local day. */
    void putInstant(Instant time) {
        putLong(time.toEpochMilli());
    }

    void putInstantOrNull(@Nullable Instant time) {
        putByte(time == null ? 0 : 1);
        if (time != null) {
            putInstant(time);
        }
    }

    void putLongs(long[] values) {
        putLong(values.length);
        long before = 0;
        for (long value : values) {
            putLong(value - before);
            before = value;
        }
    }
}
