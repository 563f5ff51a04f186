package com.clientmanager.credits.e2e.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** The registry over plain HTTP, and records read by Avro's generic reader with what it answers. */
final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int HEADER_BYTES = 5;

    /** A schema and the id under which the registry knows it. */
    record Registered(int id, Schema schema) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();

    Schemas(String registryUrl) {
        this.url = registryUrl;
    }

    /** The newest schema of a topic's values. */
    Registered latest(String topic) {
        JsonNode answer = json(get("/subjects/" + Names.subject(topic) + "/versions/latest"));
        return new Registered(
                answer.path("id").asInt(), parse(answer.path("schema").asText()));
    }

    /** Registers a schema; empty when the registry refuses it. {@code type} is AVRO, JSON or PROTOBUF. */
    OptionalInt register(String subject, String type, String schema) {
        String body = JSON.createObjectNode()
                .put("schemaType", type)
                .put("schema", schema)
                .toString();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return answer.statusCode() == 200
                ? OptionalInt.of(json(answer).path("id").asInt())
                : OptionalInt.empty();
    }

    /** The record in wire format, as its writer's schema says. */
    GenericRecord read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new AvroRuntimeException("not in wire format");
        }
        Schema schema = byId(ByteBuffer.wrap(bytes).getInt(1));
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, in);
            if (!in.isEnd()) {
                throw new AvroRuntimeException("bytes left after the " + schema.getName());
            }
            return record;
        } catch (IOException | RuntimeException e) { // Avro throws many kinds for bytes that are no record
            throw new AvroRuntimeException("not a " + schema.getName(), e);
        }
    }

    private Schema byId(int id) {
        return byId.computeIfAbsent(id, unknown -> {
            HttpResponse<String> answer = get("/schemas/ids/" + unknown);
            if (answer.statusCode() != 200) {
                throw new AvroRuntimeException("schema id " + unknown + " is not known");
            }
            return parse(json(answer).path("schema").asText());
        });
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private URI uri(String path) {
        return URI.create(url + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
