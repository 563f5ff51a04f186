package com.clientmanager.credits.aggregator.stream.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One buffer that grows and is used again, with whole numbers in as few bytes as they need (zigzag, 7 bits a byte) and
 * texts behind their length; Avro has both so too.
 */
public class GrowingBytes {
    private static final int LONGEST_LONG = 10;

    private byte[] bytes = new byte[1024];
    private int size;

    /** Begins anew. */
    protected final void restart() {
        size = 0;
    }

    /** What was put since the last {@link #restart}. */
    public final byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public final void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    public final void putLong(long value) {
        ensure(LONGEST_LONG);
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    public final void putText(String text) {
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

    /** Bytes as they are, without their length. */
    public final void putRaw(byte[] from, int at, int length) {
        ensure(length);
        System.arraycopy(from, at, bytes, size, length);
        size += length;
    }

    private void putEncoded(byte[] text) {
        putLong(text.length);
        putRaw(text, 0, text.length);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
