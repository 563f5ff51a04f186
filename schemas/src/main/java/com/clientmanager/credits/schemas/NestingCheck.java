package com.clientmanager.credits.schemas;

import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;

/**
 * Steps over a record of a recursive schema before Avro does, which follows it as deep as it goes and overflows the
 * stack. All records of a recursive schema are read twice; no other record is.
 */
final class NestingCheck {
    private final BoundedDecoder in;

    private NestingCheck(BoundedDecoder in) {
        this.in = in;
    }

    /**
     * Reads one value of {@code schema} to its end.
     *
     * @throws AvroTypeException when it is nested deeper than {@link WriterSchema#MAX_NESTING}
     */
    static void stepOver(Schema schema, BoundedDecoder in) throws IOException {
        new NestingCheck(in).step(schema, 0);
    }

    private void step(Schema type, int nesting) throws IOException {
        switch (type.getType()) {
            case RECORD -> {
                int inside = deeper(nesting);
                for (Schema.Field field : type.getFields()) {
                    step(field.schema(), inside);
                }
            }
            case ARRAY -> {
                int inside = deeper(nesting);
                for (long items = in.readArrayStart(); items > 0; items = in.arrayNext()) {
                    block(items, false, type.getElementType(), inside);
                }
            }
            case MAP -> {
                int inside = deeper(nesting);
                for (long items = in.readMapStart(); items > 0; items = in.mapNext()) {
                    block(items, true, type.getValueType(), inside);
                }
            }
            case UNION -> step(type.getTypes().get(in.readIndex()), nesting);
            case FIXED -> in.skipFixed(type.getFixedSize());
            case STRING -> in.skipString();
            case BYTES -> in.skipBytes();
            case INT, ENUM -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.skipFixed(Float.BYTES);
            case DOUBLE -> in.skipFixed(Double.BYTES);
            case BOOLEAN -> in.readBoolean();
            case NULL -> in.readNull();
        }
    }

    /** A block that says how long it is must be so long: Avro steps over such a block without looking into it. */
    private void block(long items, boolean withKeys, Schema type, int nesting) throws IOException {
        int end = in.endOfBlock();
        for (long i = 0; i < items; i++) {
            if (withKeys) {
                in.skipString();
            }
            step(type, nesting);
        }
        if (end != BoundedDecoder.NO_END && end != in.position()) {
            throw new AvroTypeException("a block of another length than it says");
        }
    }

    private static int deeper(int nesting) {
        if (nesting == WriterSchema.MAX_NESTING) {
            throw new AvroTypeException("values nested more than " + WriterSchema.MAX_NESTING + " deep");
        }
        return nesting + 1;
    }
}
