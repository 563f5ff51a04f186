package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.stream.store.Ascii;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Avro's binary encoding behind Confluent's header, into one buffer that is used again; for records whose fields are written by hand, in the schema's order. */
final class AvroBytes {
    private static final int NULL = 0;
    private static final int PRESENT = 1;
    private static final int LONGEST_LONG = 10;

    private byte[] bytes = new byte[1024];
    private int size;

    void start(int schemaId) {
        size = 0;
        ensure(1 + Integer.BYTES);
        bytes[size++] = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (schemaId >>> shift);
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void putLong(long value) {
        ensure(LONGEST_LONG);
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void putTime(Instant time) {
        putLong(time.toEpochMilli());
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

    /** An array of nothing; also the end of an array of something. */
    void putEnd() {
        putLong(0);
    }

    /** A branch of a union with null: whether something follows. */
    void putPresence(boolean present) {
        putLong(present ? PRESENT : NULL);
    }

    void putTextOrNull(@Nullable String text) {
        putPresence(text != null);
        if (text != null) {
            putText(text);
        }
    }

    void putTimeOrNull(@Nullable Instant time) {
        putPresence(time != null);
        if (time != null) {
            putTime(time);
        }
    }

    void putLongOrNull(boolean present, long value) {
        putPresence(present);
        if (present) {
            putLong(value);
        }
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
