package com.clientmanager.credits.aggregator.stream.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CompactWriter} wrote. */
final class CompactReader {
    private final byte[] bytes;
    private int at;

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

    Instant takeInstant() {
        return Instant.ofEpochMilli(takeLong());
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
