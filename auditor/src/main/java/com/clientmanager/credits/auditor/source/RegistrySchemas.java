package com.clientmanager.credits.auditor.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Schemas from a registry with Confluent's API, each asked for once. */
public final class RegistrySchemas implements SchemaSource {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int MAX_UNKNOWN = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, Schema> known = new HashMap<>();
    private final Map<Integer, String> unknown = new HashMap<>();

    public RegistrySchemas(String url) {
        this.url = url;
    }

    @Override
    public Schema byId(int id) {
        Schema schema = known.get(id);
        if (schema != null) {
            return schema;
        }
        @Nullable String refusal = unknown.get(id);
        if (refusal != null) {
            throw new UnreadableException(refusal);
        }
        try {
            Schema found = ask(id);
            known.put(id, found);
            return found;
        } catch (UnreadableException e) {
            if (unknown.size() < MAX_UNKNOWN) {
                unknown.put(id, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private Schema ask(int id) {
        HttpResponse<String> answer = get(url + "/schemas/ids/" + id);
        if (answer.statusCode() == NOT_FOUND) {
            throw new UnreadableException("schema id " + id + " is not known to the registry");
        }
        if (answer.statusCode() != OK) {
            throw new IllegalStateException(
                    "the registry did not say what schema " + id + " is: HTTP " + answer.statusCode());
        }
        try {
            JsonNode body = json.readTree(answer.body());
            if (!body.path("schemaType").asText("AVRO").equals("AVRO")) {
                throw new UnreadableException("schema id " + id + " is not Avro");
            }
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(body.path("schema").asText());
        } catch (IOException | AvroRuntimeException | StackOverflowError e) {
            throw new UnreadableException("schema id " + id + " is no Avro schema: " + e.getMessage(), e);
        }
    }

    private HttpResponse<String> get(String address) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the registry cannot be reached: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
