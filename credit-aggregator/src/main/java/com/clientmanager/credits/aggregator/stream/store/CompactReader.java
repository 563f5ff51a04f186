package com.clientmanager.credits.aggregator.stream.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CompactWriter} wrote. */
final class CompactReader {
    private final byte[] bytes;
    private int at;
    private Instant last = Instant.EPOCH;
    private Instant lastButOne = Instant.EPOCH;

    CompactReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    int takeByte() {
        return bytes[at++];
    }

    long takeLong() {
        long value = 0;
        int shift = 0;
        while (bytes[at] < 0) {
            value |= (long) (bytes[at++] & 0x7f) << shift;
            shift += 7;
        }
        value |= (long) bytes[at++] << shift;
        return value >>> 1 ^ -(value & 1);
    }

    int takeCount() {
        return Math.toIntExact(takeLong());
    }

    String takeText() {
        int length = takeCount();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    @Nullable
    String takeTextOrNull() {
        return takeByte() == 0 ? null : takeText();
    }

    /**
     * The same object for the same time as one of the two others taken last: an account has the bounds of its cycle in
     * several places.
     */
    Instant takeInstant() {
        long ms = takeLong();
        if (isAt(last, ms)) {
            return last;
        }
        Instant instant = isAt(lastButOne, ms) ? lastButOne : Instant.ofEpochMilli(ms);
        lastButOne = last;
        last = instant;
        return instant;
    }

    private static boolean isAt(Instant instant, long ms) {
        return instant.toEpochMilli() == ms;
    }

    @Nullable
    Instant takeInstantOrNull() {
        return takeByte() == 0 ? null : takeInstant();
    }

    long[] takeLongs() {
        long[] values = new long[takeCount()];
        long before = 0;
        for (int i = 0; i < values.length; i++) {
            before += takeLong();
            values[i] = before;
        }
        return values;
    }
}
