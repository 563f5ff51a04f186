package com.clientmanager.credits.auditor.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one kind with the schema that wrote them, by Avro's generic reader: no version of our own schema
 * is involved.
 */
public final class RecordReader {
    /** Magic byte and schema id. */
    public static final int HEADER_BYTES = 5;

    static {
        // Read once, when Avro's first class is loaded: a damaged length must not cost gigabytes.
        System.setProperty("org.apache.avro.limits.bytes.maxLength", "8388608");
        System.setProperty("org.apache.avro.limits.string.maxLength", "8388608");
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", "100000");
    }

    private final SchemaSource schemas;
    private final String fullName;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    /** @param fullName namespace and name of the record that the topic holds */
    public RecordReader(SchemaSource schemas, String fullName) {
        this.schemas = schemas;
        this.fullName = fullName;
    }

    /**
     * The record in {@code value}.
     *
     * @throws UnreadableException when the bytes are no such record
     */
    public Fields read(byte @Nullable [] value) {
        return new Fields(readGeneric(value));
    }

    /** As {@link #read}, as Avro's own class. */
    public GenericRecord readGeneric(byte @Nullable [] value) {
        if (value == null) {
            throw new UnreadableException("the record has no value");
        }
        if (value.length < HEADER_BYTES || value[0] != 0) {
            throw new UnreadableException("not in wire format: " + value.length + " bytes");
        }
        GenericDatumReader<GenericRecord> reader = reader(ByteBuffer.wrap(value).getInt(1));
        try {
            BinaryDecoder in =
                    DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
            decoder = in;
            GenericRecord record = reader.read(null, new StrictDecoder(in));
            if (!in.isEnd()) {
                throw new UnreadableException("bytes left after the " + fullName);
            }
            return record;
        } catch (UnreadableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableException("no " + fullName + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new UnreadableException("no " + fullName + ": nested too deeply", e);
        }
    }

    private GenericDatumReader<GenericRecord> reader(int id) {
        GenericDatumReader<GenericRecord> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema schema = schemas.byId(id);
        if (schema.getType() != Schema.Type.RECORD || !schema.getFullName().equals(fullName)) {
            throw new UnreadableException("schema id " + id + " is no " + fullName);
        }
        GenericDatumReader<GenericRecord> made = new GenericDatumReader<>(schema);
        readers.put(id, made);
        return made;
    }
}
