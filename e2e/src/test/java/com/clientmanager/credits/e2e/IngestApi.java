package com.clientmanager.credits.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A CRM service's view of usage-ingest. */
final class IngestApi {
    static final String SINGLE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI uri;
    private final String token;

    IngestApi(String baseUrl, String token) {
        this.uri = URI.create(baseUrl + "/v1/usage-events");
        this.token = token;
    }

    /** The response of the ingest API. */
    record Reply(int status, String contentType, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + body, e);
            }
        }
    }

    /** An event that happens now. */
    static String event(String id, String account, String action, long quantity) {
        String template = """
                {"specversion":"1.0","id":"%s","source":"/crm/e2e","type":"com.clientmanager.usage.v1","subject":"%s","time":"%s",\
                "data":{"action":"%s","quantity":%d,"user":"u-7",\
                "dimensions":{"campaign":"july"}}}""";
        return template.formatted(id, account, Clock.systemUTC().instant(), action, quantity);
    }

    Reply send(String event) throws IOException, InterruptedException {
        return post(SINGLE, event.getBytes(StandardCharsets.UTF_8));
    }

    Reply sendAll(List<String> events) throws IOException, InterruptedException {
        return post(BATCH, ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8));
    }

    Reply post(String contentType, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        String answered = response.headers().firstValue("Content-Type").orElse("");
        return new Reply(response.statusCode(), answered, response.body());
    }
}
