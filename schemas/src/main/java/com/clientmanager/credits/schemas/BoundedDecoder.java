package com.clientmanager.credits.schemas;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro binary from an array and believes no length that the array does not have. Avro's own decoder allocates what a damaged record claims to
 * hold, up to 2 GB, and so lets one poison record take the engine's heap. Not for sharing between threads.
 */
final class BoundedDecoder extends Decoder {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int at;
    private int end;

    void read(byte[] from, int offset) {
        bytes = from;
        at = offset;
        end = from.length;
    }

    boolean isEnd() {
        return at == end;
    }

    /** Lets go of the record's bytes. */
    void release() {
        bytes = NOTHING;
        at = 0;
        end = 0;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws EOFException {
        int value = nextByte();
        if (value > 1) {
            throw new AvroTypeException("a boolean is 0 or 1, not " + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() throws EOFException {
        long value = readLong();
        if (value != (int) value) {
            throw new AvroTypeException("an int of more than 32 bits");
        }
        return (int) value;
    }

    @Override
    public long readLong() throws EOFException {
        long raw = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = nextByte();
            raw |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new AvroTypeException("a long of more than 64 bits");
    }

    @Override
    public float readFloat() {
        throw new AvroTypeException("no field of a topic is a float");
    }

    @Override
    public double readDouble() {
        throw new AvroTypeException("no field of a topic is a double");
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws EOFException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws EOFException {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    @Override
    public void skipString() throws EOFException {
        at += length();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws EOFException {
        byte[] copy = new byte[length()];
        readFixed(copy, 0, copy.length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() throws EOFException {
        at += length();
    }

    @Override
    public void readFixed(byte[] to, int start, int length) throws EOFException {
        skipOnce(length);
        System.arraycopy(bytes, at - length, to, start, length);
    }

    @Override
    public void skipFixed(int length) throws EOFException {
        skipOnce(length);
    }

    @Override
    public int readEnum() throws EOFException {
        return readInt();
    }

    @Override
    public int readIndex() throws EOFException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws EOFException {
        return items();
    }

    @Override
    public long arrayNext() throws EOFException {
        return items();
    }

    @Override
    public long skipArray() throws EOFException {
        return skipItems();
    }

    @Override
    public long readMapStart() throws EOFException {
        return items();
    }

    @Override
    public long mapNext() throws EOFException {
        return items();
    }

    @Override
    public long skipMap() throws EOFException {
        return skipItems();
    }

    /** Every item takes at least one byte, so that a count above the bytes left is a lie. */
    private long items() throws EOFException {
        long count = readLong();
        if (count < 0) {
            count = Math.negateExact(count);
            readLong();
        }
        return bounded(count);
    }

    /** Items without a byte length are left to the caller to skip one by one. */
    private long skipItems() throws EOFException {
        long count = readLong();
        while (count < 0) {
            at += length();
            count = readLong();
        }
        return bounded(count);
    }

    private int length() throws EOFException {
        return bounded(readLong());
    }

    private int bounded(long claimed) throws EOFException {
        if (claimed < 0 || claimed > end - at) {
            throw new EOFException("a length of " + claimed + " where " + (end - at) + " bytes are left");
        }
        return (int) claimed;
    }

    private void skipOnce(int length) throws EOFException {
        at += bounded(length);
    }

    private int nextByte() throws EOFException {
        if (at >= end) {
            throw new EOFException("the record is cut off");
        }
        return bytes[at++] & 0xff;
    }
}
