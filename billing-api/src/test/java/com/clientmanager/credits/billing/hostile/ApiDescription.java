package com.clientmanager.credits.billing.hostile;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The operations of the OpenAPI document, so that a test covers what is added later. */
final class ApiDescription {
    private final JsonNode document;

    private ApiDescription(JsonNode document) {
        this.document = document;
    }

    /** As the running service describes itself. */
    static ApiDescription read() {
        try {
            String text = given().get("/q/openapi?format=json").asString();
            return new ApiDescription(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** A method under a path template. */
    record Operation(String method, String path, List<String> parameters, JsonNode body) {
        boolean hasBody() {
            return !body.isMissingNode();
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            if (path.getKey().startsWith("/v1")) {
                for (var each : path.getValue().properties()) {
                    operations.add(operation(path.getKey(), each.getKey(), each.getValue()));
                }
            }
        }
        return operations;
    }

    private Operation operation(String path, String method, JsonNode described) {
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : described.path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                parameters.add(parameter.path("name").asText());
            }
        }
        JsonNode body = described
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return new Operation(method.toUpperCase(java.util.Locale.ROOT), path, parameters, resolved(body));
    }

    /** The schema itself where this is a reference to one. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (reference.isEmpty()) {
            for (JsonNode choice : schema.path("anyOf")) {
                if (choice.has("$ref")) {
                    return resolved(choice);
                }
            }
            return schema;
        }
        return document.at(reference.substring(1));
    }

    /** Its types, without "null". */
    static Set<String> types(JsonNode schema) {
        Set<String> types = new LinkedHashSet<>();
        JsonNode type = schema.path("type");
        (type.isArray() ? type : List.of(type)).forEach(each -> types.add(each.asText()));
        types.remove("null");
        return types;
    }
}
