package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A record and the schema it was written with may be made to stop their readers: each is read, or is malformed and
 * nothing else.
 */
class HostileSchemaTest {
    private static final UsageRecorded EVENT = new UsageRecorded(
            "/crm/sms", "1", "acct-1", "sms.send", 3L, null, Map.of(), Instant.ofEpochMilli(5), null, false);
    private static final String DEEP =
            "['null',{'type':'record','name':'Deep','fields':[{'name':'next','type':['null','Deep']}]}]";
    private static final String NULLS = "{'type':'array','items':'null'}";

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final RegistryAvroCodec<UsageRecorded> wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, "");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 98})
    void a_recursive_value_is_stepped_over(int levels) throws Exception {
        assertThat(wire.decode(withField(DEEP, nested(levels)))).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 900_000})
    void a_value_nested_too_deep_is_malformed(int levels) throws Exception {
        assertMalformed(withField(DEEP, nested(levels)), "nested more than 100 deep");
    }

    @Test
    void a_value_nested_too_deep_is_found_in_a_block_that_could_be_skipped() throws Exception {
        String tree = "{'type':'record','name':'Tree','fields':[{'name':'of','type':{'type':'array','items':'Tree'}}]}";
        byte[] inner = {0};
        for (int level = 0; level < 200; level++) {
            inner = joined(
                    DecoderEquivalenceTest.varint(-1), DecoderEquivalenceTest.varint(inner.length), inner, new byte[1]);
        }
        assertMalformed(withField(tree, inner), "nested more than 100 deep");
    }

    @Test
    void a_record_that_holds_itself_always_is_malformed() throws Exception {
        assertMalformed(
                withField("{'type':'record','name':'R','fields':[{'name':'a','type':'R'},{'name':'b','type':'R'}]}"),
                "nested more than 100 deep");
    }

    @Test
    void a_schema_nested_too_deep_is_malformed() throws Exception {
        String arrays = "{'type':'array','items':".repeat(300) + "'int'" + "}".repeat(300);
        assertMalformed(withField(arrays, (byte) 0), "nested more than 100 deep");
    }

    @Test
    void a_chain_of_many_named_records_is_malformed() throws Exception {
        String links = IntStream.rangeClosed(1, 1_500)
                .mapToObj(i -> field("f" + i, record("R" + i, field("a", "'R" + (i - 1) + "'"))))
                .collect(Collectors.joining(","));
        String chain = "{'type':'record','name':'Chain','fields':[" + field("f0", record("R0", field("a", "'int'")))
                + "," + links + "]}";
        assertMalformed(withField("['null'," + chain + "]", (byte) 0), "nested more than 100 deep");
    }

    @Test
    void records_that_double_at_each_level_are_malformed() throws Exception {
        String doubling = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> {
                    String before = "'R" + (i - 1) + "'";
                    return field("f" + i, record("R" + i, field("a", before) + "," + field("b", before)));
                })
                .collect(Collectors.joining(","));
        String first = field("f0", record("R0", field("n", "'null'")));
        assertMalformed(withField("{'type':'record','name':'All','fields':[" + first + "," + doubling + "]}"), "types");
    }

    @Test
    void items_that_take_no_byte_are_counted() throws Exception {
        assertThat(wire.decode(withField(NULLS, items(1_000)))).isEqualTo(EVENT);
        assertMalformed(withField(NULLS, items(1L << 40)), "items where");
        assertMalformed(withField(NULLS, items(Long.MAX_VALUE)), "items where");
        byte[] block = DecoderEquivalenceTest.varint(60_000);
        assertMalformed(withField(NULLS, joined(block, block, new byte[1])), "items where");
        assertMalformed(
                withField("{'type':'array','items':{'type':'record','name':'E','fields':[]}}", items(1L << 50)),
                "items where");
    }

    @Test
    void a_time_in_another_unit_is_not_taken_for_milliseconds() throws Exception {
        String micros = Topic.USAGE_RECORDED.schema().toString().replace("timestamp-millis", "timestamp-micros");
        assertMalformed(
                written(new Schema.Parser().parse(micros), new byte[0]), "occurredAt is written as timestamp-micros");
    }

    @Test
    void bytes_are_not_taken_for_a_text() throws Exception {
        String bytes = Topic.USAGE_RECORDED
                .schema()
                .toString()
                .replace("\"name\":\"id\",\"type\":\"string\"", "\"name\":\"id\",\"type\":\"bytes\"");
        assertMalformed(written(new Schema.Parser().parse(bytes), new byte[0]), "id is written as bytes");
    }

    @Test
    void a_schema_that_lacks_what_must_be_there_is_malformed() throws Exception {
        Schema less = NewerSchemas.without(Topic.USAGE_RECORDED.schema(), Topic.USAGE_RECORDED.schema(), 2);
        assertMalformed(written(less, new byte[0]), "account");
    }

    @Test
    void names_and_aliases_of_the_writer_change_nothing() throws Exception {
        String aliased = Topic.USAGE_RECORDED
                .schema()
                .toString()
                .replace("\"name\":\"id\",", "\"name\":\"id\",\"aliases\":[\"source\",\"account\"],")
                .replaceFirst("\"fields\"", "\"aliases\":[\"other.Name\"],\"fields\"");
        assertThat(wire.decode(written(new Schema.Parser().parse(aliased), new byte[0])))
                .isEqualTo(EVENT);
    }

    @Test
    void identities_that_differ_in_malformed_bytes_are_no_identities() throws Exception {
        byte[] bytes = written(Topic.USAGE_RECORDED.schema(), new byte[0]);
        int id = RegistryAvroCodec.HEADER_BYTES + 1 + EVENT.getSource().length() + 1;
        for (int malformed : new int[] {0xff, 0xfe, 0x80, 0xc0, 0xed}) {
            bytes[id] = (byte) malformed;
            assertMalformed(bytes, "not UTF-8");
        }
    }

    @Test
    void what_is_quoted_in_a_message_is_cut_and_printable() throws Exception {
        Schema other = Schema.createRecord("N".repeat(100_000), null, "n", false);
        other.setFields(java.util.List.of());
        int id = registry.register("other", new AvroSchema(other));

        assertThatThrownBy(() -> wire.decode(header(id)))
                .isInstanceOf(MalformedRecordException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
        assertThat(new MalformedRecordException("a\0b\n").getMessage()).isEqualTo("a?b?");
    }

    @Test
    void a_schema_is_judged_once() throws Exception {
        Schema micros = new Schema.Parser()
                .parse(Topic.USAGE_RECORDED.schema().toString().replace("timestamp-millis", "timestamp-micros"));
        int id = registry.register("micros", new AvroSchema(micros));
        Counting counting = new Counting(micros);
        RegistryAvroCodec<UsageRecorded> counted = RegistryAvroCodec.of(counting, Topic.USAGE_RECORDED, "");
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> counted.decode(header(id))).isInstanceOf(MalformedRecordException.class);
        }
        assertThat(counting.asked).isEqualTo(1);
    }

    private static final class Counting extends MockSchemaRegistryClient {
        private final Schema schema;
        private int asked;

        private Counting(Schema schema) {
            this.schema = schema;
        }

        @Override
        public AvroSchema getSchemaById(int id) throws IOException, RestClientException {
            asked++;
            return new AvroSchema(schema);
        }
    }

    private void assertMalformed(byte[] bytes, String why) {
        assertThatThrownBy(() -> wire.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(why);
    }

    /** The event as a newer schema writes it whose first field is of {@code type} and has {@code value}. */
    private byte[] withField(String type, byte... value) throws Exception {
        String newer = Topic.USAGE_RECORDED
                .schema()
                .toString()
                .replaceFirst(
                        "\"fields\":\\[", "\"fields\":[" + field("added", type).replace('\'', '"') + ",");
        return written(new Schema.Parser().parse(newer), value);
    }

    private byte[] written(Schema schema, byte[] before) throws Exception {
        int id = registry.register("newer-value", new AvroSchema(schema));
        registry.register(Topic.USAGE_RECORDED.subject(""), new AvroSchema(Topic.USAGE_RECORDED.schema()));
        byte[] event = wire.encode(EVENT);
        return joined(header(id), before, Arrays.copyOfRange(event, RegistryAvroCodec.HEADER_BYTES, event.length));
    }

    private static byte[] header(int id) {
        return ByteBuffer.allocate(RegistryAvroCodec.HEADER_BYTES).putInt(1, id).array();
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }

    /** A {@code Deep} within each other: union branch 1 for each, 0 at the end. */
    private static byte[] nested(int levels) {
        byte[] bytes = new byte[levels + 1];
        Arrays.fill(bytes, 0, levels, (byte) 2);
        return bytes;
    }

    private static byte[] items(long count) throws IOException {
        return joined(DecoderEquivalenceTest.varint(count), new byte[1]);
    }

    private static String record(String name, String fields) {
        return "{'type':'record','name':'" + name + "','fields':[" + fields + "]}";
    }

    private static String field(String name, String type) {
        return "{'name':'" + name + "','type':" + type + "}";
    }
}
