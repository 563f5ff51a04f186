package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R4: an outage is not a rejection. */
class RegistryOutageTest {
    private static final byte[] RECORD_OF_SCHEMA_9 = {0, 0, 0, 0, 9, 1};

    private FakeRegistry fake;
    private SchemaRegistryClient client;
    private RegistryAvroCodec<UsageRecorded> wire;

    @BeforeEach
    void open() throws IOException {
        fake = new FakeRegistry();
        client = Registry.connect(fake.url());
        wire = RegistryAvroCodec.of(client, Topic.USAGE_RECORDED, "");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        fake.close();
    }

    @ParameterizedTest
    @CsvSource({"500,50001", "503,50002", "401,401", "403,40301", "404,404", "429,42901"})
    void a_registry_that_does_not_answer_properly_is_an_outage_for_readers_and_writers(int status, int code) {
        fake.answers(status, "{\"error_code\":" + code + ",\"message\":\"no\"}");

        assertThatThrownBy(() -> wire.decode(RECORD_OF_SCHEMA_9)).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> wire.encode(usage())).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void an_answer_that_is_not_json_is_an_outage() {
        fake.answers(502, "<html>Bad gateway</html>");

        assertThatThrownBy(() -> wire.decode(RECORD_OF_SCHEMA_9)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void a_registry_that_is_away_is_an_outage() {
        fake.close();

        assertThatThrownBy(() -> wire.decode(RECORD_OF_SCHEMA_9)).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> wire.encode(usage())).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void an_id_that_the_registry_does_not_know_is_a_bad_record_and_is_not_asked_for_again_at_once() {
        fake.answers(404, "{\"error_code\":40403,\"message\":\"Schema 9 not found\"}");

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> wire.decode(RECORD_OF_SCHEMA_9)).isInstanceOf(MalformedRecordException.class);
        }
        assertThat(fake.calls()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "JSON     | {}",
                "PROTOBUF | syntax = 1;",
                "AVRO     | {",
                "AVRO     | \"nothing\"",
                "AVRO     | {\"type\":\"record\",\"name\":\"Other\",\"fields\":[]}",
                "NEWER    | {}"
            })
    void a_schema_that_no_event_is_read_by_is_a_bad_record_and_is_asked_for_once(String type, String schema) {
        answersSchema(type, schema);

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> wire.decode(RECORD_OF_SCHEMA_9)).isInstanceOf(MalformedRecordException.class);
        }
        assertThat(fake.calls()).isEqualTo(1);
    }

    @Test
    void a_schema_that_is_too_long_to_parse_is_a_bad_record() {
        answersSchema("AVRO", " ".repeat(SchemasByType.MAX_SCHEMA_LENGTH) + Topic.USAGE_RECORDED.schema());

        assertThatThrownBy(() -> wire.decode(RECORD_OF_SCHEMA_9)).isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void a_reference_that_cannot_be_fetched_is_an_outage_and_no_fact_about_the_schema() {
        fake.isAwayFor("/subjects");
        fake.answers(200, """
                {"schemaType":"AVRO","schema":"{\\"type\\":\\"record\\",\\"name\\":\\"A\\",\\"fields\\":[]}",\
                "references":[{"name":"B","subject":"b","version":1}]}""");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> wire.decode(RECORD_OF_SCHEMA_9)).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    private void answersSchema(String type, String schema) {
        fake.answers(
                200,
                new ObjectMapper()
                        .createObjectNode()
                        .put("schemaType", type)
                        .put("schema", schema)
                        .toString());
    }

    @Test
    void after_the_outage_the_same_wire_works_and_asks_once() throws IOException {
        fake.answers(503, "{\"error_code\":50002,\"message\":\"no\"}");
        assertThatThrownBy(() -> wire.encode(usage())).isInstanceOf(RegistryUnavailableException.class);
        String schema = new ObjectMapper()
                .writeValueAsString(Topic.USAGE_RECORDED.schema().toString());
        fake.answers(200, "{\"subject\":\"usage.recorded.v1-value\",\"version\":1,\"id\":9,\"schema\":" + schema + "}");
        int before = fake.calls();

        for (int i = 0; i < 50; i++) {
            assertThat(wire.decode(wire.encode(usage()))).isEqualTo(usage());
        }
        assertThat(fake.calls() - before).isLessThanOrEqualTo(2);
    }

    private static UsageRecorded usage() {
        return new UsageRecorded(
                "/crm/sms", "1", "acct-1", "sms.send", 3L, null, Map.of(), Instant.ofEpochMilli(1), null, false);
    }
}
