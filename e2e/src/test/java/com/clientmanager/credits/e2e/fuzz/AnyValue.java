package com.clientmanager.credits.e2e.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Any value of a schema, with lengths on both sides of where a varint grows by a byte. */
final class AnyValue {
    private static final int[] LENGTHS = {0, 1, 2, 63, 64, 65, 127, 128, 300, 8_191, 8_192, 8_193};

    private final SplittableRandom random;

    AnyValue(SplittableRandom random) {
        this.random = random;
    }

    Object of(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> nothing();
            case STRING -> text();
            case BYTES -> ByteBuffer.wrap(noise(length()));
            case FIXED -> new GenericData.Fixed(schema, noise(schema.getFixedSize()));
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> random.nextBoolean() ? Double.NaN : random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case UNION ->
                of(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ARRAY -> items(schema.getElementType());
            case MAP -> entries(schema.getValueType());
            case RECORD -> record(schema);
        };
    }

    @SuppressWarnings("NullAway") // Avro's null is Java's.
    private static Object nothing() {
        return null;
    }

    private String text() {
        return random.nextInt(4) == 0 ? HostileText.fine(random) : "x".repeat(length());
    }

    private List<Object> items(Schema type) {
        List<Object> items = new ArrayList<>();
        for (int count = random.nextInt(70); count > 0; count--) {
            items.add(of(type));
        }
        return items;
    }

    private Map<String, Object> entries(Schema type) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            entries.put("k" + count, of(type));
        }
        return entries;
    }

    private GenericRecord record(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), of(field.schema())));
        return record;
    }

    private int length() {
        return LENGTHS[random.nextInt(LENGTHS.length)];
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
