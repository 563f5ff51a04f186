package com.clientmanager.credits.aggregator.stream;

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
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        putLong(encoded.length);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
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
