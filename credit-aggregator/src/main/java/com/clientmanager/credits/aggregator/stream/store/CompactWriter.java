package com.clientmanager.credits.aggregator.stream.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes whole numbers in as few bytes as they need (zigzag, 7 bits a byte) and texts behind their length, into one growing buffer. */
final class CompactWriter {
    private byte[] bytes = new byte[512];
    private int size;

    void start(int version) {
        size = 0;
        putByte(version);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void putLong(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void putText(String text) {
        int before = size;
        int length = text.length();
        putLong(length);
        ensure(length);
        if (Ascii.put(text, bytes, size)) {
            size += length;
        } else {
            size = before;
            putEncoded(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void putEncoded(byte[] text) {
        putLong(text.length);
        ensure(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
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

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
