package com.clientmanager.credits.auditor.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Avro's own decoder, with text that must be UTF-8 and an end to how much one record may ask for. */
final class StrictDecoder extends Decoder {
    /** Values of one record, counted as they are read; no record of ours comes near. */
    private static final long MAX_VALUES = 1_000_000;

    private final BinaryDecoder in;
    private long values;

    StrictDecoder(BinaryDecoder in) {
        this.in = in;
    }

    private void count(long more) {
        values += more;
        if (values > MAX_VALUES || more < 0) {
            throw new AvroTypeException("more than " + MAX_VALUES + " values in one record");
        }
    }

    @Override
    public void readNull() throws IOException {
        count(1);
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        count(1);
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        count(1);
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        count(1);
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        count(1);
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        count(1);
        return in.readDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        count(1);
        ByteBuffer text = in.readBytes(null);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(text)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AvroTypeException("a text that is not UTF-8", e);
        }
    }

    @Override
    public void skipString() throws IOException {
        readString();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        count(1);
        return in.readBytes(old);
    }

    @Override
    public void skipBytes() throws IOException {
        count(1);
        in.skipBytes();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        count(1);
        in.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        count(1);
        in.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        count(1);
        return in.readEnum();
    }

    @Override
    public long readArrayStart() throws IOException {
        return items(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return items(in.arrayNext());
    }

    @Override
    public long skipArray() throws IOException {
        return items(in.skipArray());
    }

    @Override
    public long readMapStart() throws IOException {
        return items(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return items(in.mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return items(in.skipMap());
    }

    @Override
    public int readIndex() throws IOException {
        count(1);
        return in.readIndex();
    }

    private long items(long number) {
        count(number + 1);
        return number;
    }
}
