package com.clientmanager.credits.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Takes "avro.java.string" out of a generated schema, so that the registry shows teams in other languages the plain
 * .avsc.
 */
final class AvroJavaAnnotations {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AvroJavaAnnotations() {}

    static Schema removedFrom(Schema generated) {
        try {
            return new Schema.Parser()
                    .parse(plain(JSON.readTree(generated.toString())).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema's own text is not JSON: " + generated.getFullName(), e);
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(each -> copy.add(plain(each)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals("avro.java.string")) {
                copy.set(field.getKey(), plain(field.getValue()));
            }
        }
        return copy.size() == 1 && copy.path("type").isTextual() ? copy.get("type") : copy;
    }
}
