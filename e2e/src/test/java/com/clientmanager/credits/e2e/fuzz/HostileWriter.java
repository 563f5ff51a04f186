package com.clientmanager.credits.e2e.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** Avro's own generic writer, except that a {@link Raw} value is written as its bytes, whatever the schema says. */
final class HostileWriter extends GenericDatumWriter<Object> {
    private static final int HEADER_BYTES = 5;

    /** Bytes in place of a value, for what no writer would write. */
    record Raw(byte[] bytes) {}

    private HostileWriter(Schema schema) {
        super(schema);
    }

    @Override
    protected void write(Schema schema, Object datum, Encoder out) throws IOException {
        if (datum instanceof Raw raw) {
            out.writeFixed(raw.bytes());
        } else {
            super.write(schema, datum, out);
        }
    }

    /** Avro writes the text of a key; a malformed one is written as its bytes. */
    @Override
    protected void writeMap(Schema schema, Object datum, Encoder out) throws IOException {
        Map<?, ?> map = (Map<?, ?>) datum;
        out.writeMapStart();
        out.setItemCount(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.startItem();
            writeString(entry.getKey(), out);
            write(schema.getValueType(), entry.getValue(), out);
        }
        out.writeMapEnd();
    }

    /** The record in Confluent's wire format, under this schema id. */
    static byte[] bytes(int schemaId, GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new HostileWriter(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
