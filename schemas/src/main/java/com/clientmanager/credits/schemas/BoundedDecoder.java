package com.clientmanager.credits.schemas;

import java.io.EOFException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro binary from an array and refuses each length, and each number of items, that the array cannot hold. Avro's
 * own decoder allocates what a damaged record claims to hold, up to 2 GB, and so lets one poison record take the
 * engine's heap (decision 0024). Not for sharing between threads.
 *
 * <p>What this decoder reads, Avro's reads alike; it refuses more: texts that are not UTF-8, numbers beyond their type,
 * a boolean other than 0 and 1.
 */
final class BoundedDecoder extends Decoder {
    /**
     * Items that take no byte, such as nulls, in all arrays of one record together. All other items are bounded by the
     * record's bytes.
     */
    static final int MAX_EMPTY_ITEMS = 65_536;

    /** The block that was begun last does not say where it ends. */
    static final int NO_END = -1;

    private static final byte[] NOTHING = {};
    private static final int LAST_SHIFT_OF_INT = 28;
    private static final int MAX_LAST_BYTE_OF_INT = 0x0f;

    private byte[] bytes = NOTHING;
    private int at;
    private int end;
    private long itemsLeft;
    private int endOfBlock;

    void read(byte[] from, int offset) {
        bytes = from;
        at = offset;
        end = from.length;
        itemsLeft = (long) end - at + MAX_EMPTY_ITEMS;
    }

    boolean isEnd() {
        return at == end;
    }

    int position() {
        return at;
    }

    /** Where the block that was begun last ends by its own account, or {@link #NO_END}. */
    int endOfBlock() {
        return endOfBlock;
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
        int raw = 0;
        for (int shift = 0; shift <= LAST_SHIFT_OF_INT; shift += 7) {
            int next = nextByte();
            raw |= (next & 0x7f) << shift;
            if (next < 0x80) {
                if (shift == LAST_SHIFT_OF_INT && next > MAX_LAST_BYTE_OF_INT) {
                    break;
                }
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        throw new AvroTypeException("an int of more than 32 bits");
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
    public float readFloat() throws EOFException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() throws EOFException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws EOFException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws EOFException {
        int length = length();
        String text = StrictUtf8.textOrNull(bytes, at, length);
        if (text == null) {
            throw new AvroTypeException("a text that is not UTF-8");
        }
        at += length;
        return text;
    }

    @Override
    public void skipString() throws EOFException {
        skipOnce(readLong());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws EOFException {
        byte[] copy = new byte[length()];
        readFixed(copy, 0, copy.length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() throws EOFException {
        skipOnce(readLong());
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

    /** The number of items in the next block. Its size in bytes, where it says one, only serves to skip it. */
    private long items() throws EOFException {
        long count = readLong();
        endOfBlock = NO_END;
        if (count < 0) {
            count = Math.negateExact(count);
            int size = length();
            endOfBlock = at + size;
        }
        return counted(count);
    }

    /** Items without a byte length are left to the caller to skip one by one. */
    private long skipItems() throws EOFException {
        long count = readLong();
        while (count < 0) {
            skipOnce(readLong());
            count = readLong();
        }
        return counted(count);
    }

    /** An item takes at least one byte, save for {@link #MAX_EMPTY_ITEMS}, so that a greater count is a lie. */
    private long counted(long count) throws EOFException {
        if (count > itemsLeft) {
            throw new EOFException(count + " items where " + (end - at) + " bytes are left");
        }
        itemsLeft -= count;
        return count;
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

    /**
     * The length is an argument, since {@code at += length()} would take {@code at} from before the length was read.
     */
    private void skipOnce(long length) throws EOFException {
        at += bounded(length);
    }

    private long littleEndian(int size) throws EOFException {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (long) nextByte() << (8 * i);
        }
        return value;
    }

    private int nextByte() throws EOFException {
        if (at >= end) {
            throw new EOFException("the record is cut off");
        }
        return bytes[at++] & 0xff;
    }
}
