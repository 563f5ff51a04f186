package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A producer that is deployed before its readers writes a field more; the registry admits it, since the field has a
 * default.
 */
class NewerSchemaTest {
    private static final Object MANY_BYTES = ByteBuffer.wrap(new byte[300]);
    private static final UsageRecorded EVENT = new UsageRecorded(
            "/crm/sms",
            "id-1",
            "acct-1",
            "sms.send",
            1L,
            "u-1",
            Map.of("a", "b"),
            Instant.ofEpochMilli(1_751_361_000_123L),
            null,
            false);

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final RegistryAvroCodec<UsageRecorded> wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, "");

    @ParameterizedTest(name = "a new {1} in front of field {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    4 | ["null","string"]
                    8 | ["null","string"]
                    0 | string
                    4 | bytes
                    4 | {"type":"array","items":"string"}
                    4 | {"type":"map","values":"long"}
                    4 | float
                    4 | double
                    """)
    void a_field_more_changes_nothing_that_is_read(int place, String type) throws Exception {
        Schema.Parser parser = new Schema.Parser();
        Schema channel = parser.parse(type.startsWith("{") || type.startsWith("[") ? type : '"' + type + '"');
        Schema newer = withField(Topic.USAGE_RECORDED.schema(), place, channel);
        GenericRecord record = generic(newer);
        record.put("channel", valueOf(channel));

        assertThat(wire.decode(written(record, false))).isEqualTo(EVENT);
        assertThat(wire.decode(written(record, true))).isEqualTo(EVENT);
    }

    private static Object valueOf(Schema type) {
        return switch (type.getType()) {
            case UNION, STRING -> "ab";
            case BYTES -> MANY_BYTES;
            case ARRAY -> List.of("x", "yz");
            case MAP -> Map.of("x", 1L, "y", 2L);
            case FLOAT -> 1.5f;
            case DOUBLE -> -2.5;
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static Schema withField(Schema record, int place, Schema type) {
        List<Schema.Field> fields = new java.util.ArrayList<>(record.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        fields.add(place, new Schema.Field("channel", type));
        return Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), false, fields);
    }

    private static GenericRecord generic(Schema schema) {
        GenericRecordBuilder builder = new GenericRecordBuilder(new GenericData.Record(schema));
        for (Schema.Field field : EVENT.getSchema().getFields()) {
            Object value = EVENT.get(field.pos());
            builder.set(field.name(), value instanceof Instant time ? (Object) time.toEpochMilli() : value);
        }
        builder.set("channel", "to come");
        return builder.build();
    }

    private byte[] written(GenericRecord record, boolean inBlocks) throws Exception {
        int id = registry.register("newer-value", new AvroSchema(record.getSchema()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(RegistryAvroCodec.HEADER_BYTES)
                .putInt(1, id)
                .array());
        BinaryEncoder encoder = inBlocks
                ? EncoderFactory.get().blockingBinaryEncoder(out, null)
                : EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
