package com.clientmanager.credits.auditor.plant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Avro's own writer in the wire format, and records built by field name. */
public final class AvroWriter {
    private AvroWriter() {}

    /** The record as a topic holds it. */
    public static byte[] encode(int schemaId, GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    static int schemaId(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    /**
     * A record with these fields, the others with their defaults; maps become records, lists arrays, texts symbols
     * where the schema says so.
     */
    public static GenericRecord record(Schema schema, Map<String, ?> fields) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            Object value = fields.get(field.name());
            if (value != null) {
                record.put(field.name(), typed(field.schema(), value));
            } else if (field.hasDefaultValue()) {
                record.put(field.name(), GenericData.get().getDefaultValue(field));
            }
        }
        return record;
    }

    private static Object typed(Schema schema, Object value) {
        Schema type = schema;
        if (schema.getType() == Schema.Type.UNION) {
            type = schema.getTypes().stream()
                    .filter(branch -> branch.getType() != Schema.Type.NULL)
                    .findFirst()
                    .orElseThrow();
        }
        if (value instanceof Map<?, ?> fields && type.getType() == Schema.Type.RECORD) {
            @SuppressWarnings("unchecked")
            Map<String, ?> named = (Map<String, ?>) fields;
            return record(type, named);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            for (Object item : list) {
                items.add(typed(type.getElementType(), item));
            }
            return items;
        }
        return type.getType() == Schema.Type.ENUM ? new GenericData.EnumSymbol(type, value) : value;
    }

    /** The schema with one more optional text, placed before a field. */
    public static Schema withText(Schema schema, String name, String before) {
        Schema text = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            if (field.name().equals(before)) {
                fields.add(new Schema.Field(name, text, "Added.", Schema.Field.NULL_DEFAULT_VALUE));
            }
            fields.add(new Schema.Field(field, field.schema()));
        }
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** The record under another schema, field by field. */
    static GenericRecord under(Schema schema, GenericRecord record) {
        GenericRecord other = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            @Nullable
            Object value = record.hasField(field.name())
                    ? record.get(field.name())
                    : GenericData.get().getDefaultValue(field);
            other.put(field.name(), value);
        }
        return other;
    }
}
