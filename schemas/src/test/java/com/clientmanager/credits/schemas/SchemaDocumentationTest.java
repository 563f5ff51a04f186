package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaDocumentationTest {
    @ParameterizedTest
    @EnumSource(Topic.class)
    void every_record_and_field_says_what_it_means(Topic topic) {
        List<String> silent = new ArrayList<>();
        for (Schema type : namedTypes(topic)) {
            if (isBlank(type.getDoc())) {
                silent.add(type.getName());
            }
            for (Schema.Field field : fields(type)) {
                if (isBlank(field.doc())) {
                    silent.add(type.getName() + "." + field.name());
                }
            }
        }
        assertThat(silent).as("without doc").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void every_amount_and_time_states_its_unit(Topic topic) {
        List<String> vague = new ArrayList<>();
        for (Schema type : namedTypes(topic)) {
            for (Schema.Field field : fields(type)) {
                boolean micros = field.name().endsWith("Micros");
                if (micros
                        && !field.doc().toLowerCase(java.util.Locale.ROOT).contains("micro-credits")
                        && !field.doc().contains("left of it")) {
                    vague.add(type.getName() + "." + field.name());
                }
                if (field.name().endsWith("At") && !isTimestamp(field.schema())) {
                    vague.add(type.getName() + "." + field.name() + " is not timestamp-millis");
                }
            }
        }
        assertThat(vague).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void nothing_on_a_topic_is_floating_point(Topic topic) {
        assertThat(topic.schema().toString()).doesNotContain("\"float\"").doesNotContain("\"double\"");
    }

    /** Flink SQL cannot read an enum as a string, and Parquet cannot store a record without fields. */
    @ParameterizedTest
    @EnumSource(Topic.class)
    void nothing_on_a_topic_is_an_enum_or_an_empty_record(Topic topic) {
        assertThat(namedTypes(topic)).allSatisfy(type -> {
            assertThat(type.getType()).isEqualTo(Schema.Type.RECORD);
            assertThat(type.getFields()).as(type.getName()).isNotEmpty();
        });
    }

    private static boolean isBlank(String doc) {
        return doc == null || doc.isBlank();
    }

    private static boolean isTimestamp(Schema schema) {
        Schema inner = schema.isUnion() ? schema.getTypes().get(1) : schema;
        return inner.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    private static List<Schema.Field> fields(Schema type) {
        return type.getType() == Schema.Type.RECORD ? type.getFields() : List.of();
    }

    private static List<Schema> namedTypes(Topic topic) {
        Map<String, Schema> found = new LinkedHashMap<>();
        collect(topic.schema(), found);
        return List.copyOf(found.values());
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM -> found.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(each -> collect(each, found));
            default -> {}
        }
    }
}
