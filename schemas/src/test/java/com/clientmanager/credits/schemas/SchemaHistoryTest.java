package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every version that ever was on a topic is in src/test/resources/history, one file a version; a new version adds a
 * file and changes none.
 */
class SchemaHistoryTest {
    private static final Path HISTORY = Path.of("src/test/resources/history");

    @ParameterizedTest
    @EnumSource(Topic.class)
    void every_version_reads_every_other(Topic topic) throws IOException {
        assertThat(breaches(topic.schema().toString(), topic)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void the_schema_of_today_is_the_last_in_its_history(Topic topic) throws IOException {
        List<ParsedSchema> history = history(topic);

        assertThat(history.getLast().canonicalString())
                .as("add %s/%s/v%d.avsc with the schema of today", HISTORY, topic.topicName(""), history.size() + 1)
                .isEqualTo(new AvroSchema(topic.schema()).canonicalString());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_field_without_a_default_is_refused(Topic topic) throws IOException {
        ObjectNode changed = json(topic);
        changed.withArray("fields").addObject().put("name", "added").put("type", "string");

        assertThat(breaches(changed.toString(), topic)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_field_of_another_type_is_refused(Topic topic) throws IOException {
        ObjectNode changed = json(topic);
        ((ObjectNode) changed.withArray("fields").get(0)).put("type", "bytes");
        ((ObjectNode) changed.withArray("fields").get(1)).put("type", "boolean");

        assertThat(breaches(changed.toString(), topic)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_field_taken_away_is_refused(Topic topic) throws IOException {
        ObjectNode changed = json(topic);
        changed.withArray("fields").remove(0);

        assertThat(breaches(changed.toString(), topic)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_field_with_a_default_is_welcome(Topic topic) throws IOException {
        ObjectNode changed = json(topic);
        changed.withArray("fields")
                .addObject()
                .put("name", "added")
                .put("type", "string")
                .put("default", "");

        assertThat(breaches(changed.toString(), topic)).isEmpty();
    }

    private static List<String> breaches(String schema, Topic topic) throws IOException {
        List<ParsedSchemaHolder> versions = new ArrayList<>();
        history(topic).forEach(version -> versions.add(new SimpleParsedSchemaHolder(version)));
        return new AvroSchema(schema).isCompatible(CompatibilityLevel.FULL_TRANSITIVE, versions);
    }

    private static ObjectNode json(Topic topic) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(topic.schema().toString());
    }

    private static List<ParsedSchema> history(Topic topic) throws IOException {
        List<ParsedSchema> versions = new ArrayList<>();
        Path folder = HISTORY.resolve(topic.topicName(""));
        for (int version = 1; Files.exists(folder.resolve("v" + version + ".avsc")); version++) {
            versions.add(new AvroSchema(Files.readString(folder.resolve("v" + version + ".avsc"))));
        }
        assertThat(versions).as("versions in %s", folder).isNotEmpty();
        return versions;
    }
}
