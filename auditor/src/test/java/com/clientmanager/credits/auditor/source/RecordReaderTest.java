package com.clientmanager.credits.auditor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.auditor.plant.AvroWriter;
import com.clientmanager.credits.auditor.plant.RepositorySchemas;
import com.clientmanager.credits.auditor.record.UsageEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final String NAME = "com.clientmanager.credits.schemas.UsageRecorded";
    private static final SortedMap<String, String> DIMENSIONS =
            new TreeMap<>(Map.of("campaign", "spring", "list", "a"));
    private static final Map<String, ?> EVENT = Map.of(
            "source", "/crm",
            "id", "e-1",
            "account", "acct-1",
            "action", "sms.send",
            "quantity", 1L,
            "dimensions", DIMENSIONS,
            "occurredAt", 7L);

    private final RepositorySchemas schemas = new RepositorySchemas();
    private final RecordReader reader = new RecordReader(schemas, NAME);

    @Test
    void a_newer_schema_is_read_by_name_wherever_its_field_stands() {
        Schema ours = schemas.schema("UsageRecorded");
        for (Schema.Field field : ours.getFields()) {
            Schema newer = AvroWriter.withText(ours, "channel", field.name());
            GenericRecord event = AvroWriter.record(newer, EVENT);
            event.put("channel", "ab");
            UsageEvent read = UsageEvent.of(reader.read(AvroWriter.encode(schemas.add(newer), event)));
            assertThat(read)
                    .isEqualTo(new UsageEvent("/crm", "e-1", "acct-1", "sms.send", 1, null, DIMENSIONS, null, 7));
        }
    }

    @Test
    void text_that_is_not_utf8_is_unreadable() {
        byte[] value = encoded();
        value[6] = (byte) 0xff;
        assertThatThrownBy(() -> reader.read(value)).hasMessageContaining("not UTF-8");
    }

    @Test
    void records_nested_without_end_are_unreadable_and_end_nothing() {
        Schema ours = schemas.schema("UsageRecorded");
        Schema deep = Schema.createRecord("Deep", null, "x", false);
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), deep);
        deep.setFields(List.of(new Schema.Field("next", optional, null, Schema.Field.NULL_DEFAULT_VALUE)));
        List<Schema.Field> fields = new ArrayList<>();
        ours.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("deep", optional, null, Schema.Field.NULL_DEFAULT_VALUE));
        Schema newer = Schema.createRecord(ours.getName(), null, ours.getNamespace(), false, fields);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] plain = AvroWriter.encode(schemas.add(newer), AvroWriter.record(newer, EVENT));
        bytes.write(plain, 0, plain.length - 1);
        byte[] nested = new byte[900_000];
        Arrays.fill(nested, (byte) 2);
        bytes.writeBytes(nested);
        bytes.write(0);
        assertThatThrownBy(() -> reader.read(bytes.toByteArray())).isInstanceOf(UnreadableException.class);
        assertThat(reader.read(encoded()).number("quantity")).isOne();
    }

    @Test
    void a_length_that_the_record_does_not_have_is_unreadable() {
        byte[] value = ByteBuffer.allocate(16)
                .put((byte) 0)
                .putInt(schemas.id("UsageRecorded"))
                .put(new byte[] {-2, -1, -1, -1, 15})
                .array();
        assertThatThrownBy(() -> reader.read(value)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void another_record_a_missing_value_bytes_left_and_an_unknown_id_are_unreadable() {
        byte[] other = encoded();
        ByteBuffer.wrap(other).putInt(1, schemas.id("ActionPrices"));
        byte[] unknown = encoded();
        ByteBuffer.wrap(unknown).putInt(1, 99);
        byte[] longer = Arrays.copyOf(encoded(), encoded().length + 1);
        for (byte[] value : new byte[][] {other, unknown, longer, null, {}, {0, 0}, {1, 2, 3, 4, 5, 6}}) {
            assertThatThrownBy(() -> reader.read(value)).isInstanceOf(UnreadableException.class);
        }
    }

    @Test
    void a_field_of_another_type_is_unreadable() {
        Fields fields = reader.read(encoded());
        assertThatThrownBy(() -> fields.number("source")).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> fields.text("quantity")).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> fields.text("nowhere")).isInstanceOf(UnreadableException.class);
        assertThat(fields.textOrNull("nowhere")).isNull();
        assertThat(fields.records("nowhere")).isEmpty();
    }

    private byte[] encoded() {
        Schema schema = schemas.schema("UsageRecorded");
        return AvroWriter.encode(schemas.id("UsageRecorded"), AvroWriter.record(schema, EVENT));
    }
}
