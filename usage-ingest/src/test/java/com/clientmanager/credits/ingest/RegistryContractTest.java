package com.clientmanager.credits.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.DeployFailedException;
import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import com.clientmanager.credits.schemas.SchemaDeploy;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What schemas relies on, asked of the real broker and registry. It is tested here, since local-stack builds on
 * schemas.
 */
class RegistryContractTest {
    private final Addresses stack = SharedStack.addresses();
    private final String prefix = SharedStack.freshPrefix();
    private SchemaRegistryClient registry;

    @BeforeEach
    void deploy() {
        SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, 3);
        registry = Registry.connect(stack.registryUrl());
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_breaking_change_is_refused_by_the_registry_with_409(Topic topic) throws Exception {
        ObjectNode changed =
                (ObjectNode) new ObjectMapper().readTree(topic.schema().toString());
        changed.withArray("fields")
                .addObject()
                .put("name", "added")
                .put("type", "string")
                .put("doc", "no default");

        assertThat(registry.getCompatibility(topic.subject(prefix))).isEqualTo("FULL_TRANSITIVE");
        assertThatThrownBy(() -> registry.register(topic.subject(prefix), new AvroSchema(changed.toString())))
                .isInstanceOfSatisfying(
                        RestClientException.class,
                        e -> assertThat(e.getStatus()).isEqualTo(409));
    }

    @Test
    void deploying_again_changes_nothing() throws Exception {
        int before =
                registry.getId(Topic.USAGE_RECORDED.subject(prefix), new AvroSchema(Topic.USAGE_RECORDED.schema()));
        List<String> lines = new ArrayList<>();

        SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, 3, lines::add);

        assertThat(lines).hasSize(2 * Topic.values().length);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("topic "))
                .allSatisfy(line -> assertThat(line).endsWith("there, 0 settings corrected"));
        assertThat(registry.getAllVersions(Topic.USAGE_RECORDED.subject(prefix)))
                .hasSize(1);
        assertThat(RegistryAvroCodec.<UsageRecorded>of(registry, Topic.USAGE_RECORDED, prefix)
                        .schemaId())
                .isEqualTo(before);
    }

    @Test
    void another_number_of_partitions_is_refused() {
        assertThatThrownBy(() -> SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, 4))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageContaining("fixed for life");
    }

    @Test
    void the_topics_have_the_settings_that_the_code_states() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            for (Topic topic : Topic.values()) {
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName(prefix));
                var config =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                topic.config(1)
                        .forEach((name, value) -> assertThat(config.get(name).value())
                                .as(topic + " " + name)
                                .isEqualTo(value));
            }
        }
    }

    @Test
    void what_one_service_writes_another_reads_through_the_real_registry() throws Exception {
        UsageRecorded usage = new UsageRecorded(
                "/crm/sms",
                "1",
                "acct-1",
                "sms.send",
                3L,
                null,
                Map.of("a", "b"),
                Instant.ofEpochMilli(5),
                null,
                false);
        byte[] bytes = RegistryAvroCodec.<UsageRecorded>of(registry, Topic.USAGE_RECORDED, prefix)
                .encode(usage);
        try (SchemaRegistryClient other = Registry.connect(stack.registryUrl())) {
            assertThat(RegistryAvroCodec.<UsageRecorded>of(other, Topic.USAGE_RECORDED, prefix)
                            .decode(bytes))
                    .isEqualTo(usage);
        }
    }

    @Test
    void an_id_that_the_real_registry_does_not_know_is_a_bad_record() {
        byte[] unknown =
                ByteBuffer.allocate(10).put((byte) 0).putInt(2_000_000_000).array();

        assertThatThrownBy(() -> RegistryAvroCodec.<UsageRecorded>of(registry, Topic.USAGE_RECORDED, prefix)
                        .decode(unknown))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("2000000000");
    }

    @Test
    void a_schema_that_is_not_deployed_is_an_outage_that_says_what_to_do() {
        RegistryAvroCodec<UsageRecorded> wire =
                RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, prefix + "undeployed-");

        assertThatThrownBy(wire::schemaId)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("SchemaDeploy");
    }

    @Test
    void a_registry_or_broker_that_is_away_fails_the_deploy_with_one_clear_sentence() {
        assertThatThrownBy(() -> SchemaDeploy.run(stack.bootstrapServers(), "http://localhost:1", prefix, 3))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageContaining("registry cannot be reached");
    }
}
