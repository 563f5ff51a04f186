package com.clientmanager.credits.e2e.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Calls of the ingest API, hostile and good; each must be answered by a documented status, and never by a 500. */
final class HostileCalls {
    static final String SOURCE = "/fuzz/http";

    private static final Set<Integer> DOCUMENTED =
            Set.of(202, 400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 429, 431, 503);
    /** What the HTTP server itself may answer to what is no request. */
    private static final Set<Integer> TRANSPORT = Set.of(411, 417, 501, 505);

    private static final String SINGLE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final ObjectMapper JSON = new ObjectMapper();
    static final int GOOD_IN_A_CALL = 10;

    private final SplittableRandom random;
    private final GoodTraffic good;
    private final String url;
    private final int port;
    private final String token;
    private final Calls calls = new Calls();
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final List<String> accepted = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private long number;

    HostileCalls(SplittableRandom random, GoodTraffic good, int port, String token) {
        this.random = random;
        this.good = good;
        this.port = port;
        this.url = "http://localhost:" + port + "/v1/usage-events";
        this.token = token;
    }

    Map<String, Integer> statuses() {
        return statuses;
    }

    /** Ids of good events that were accepted, and so must be charged. */
    List<String> accepted() {
        return accepted;
    }

    List<String> differences() {
        return differences;
    }

    /** A batch of good events, all of which must be accepted. */
    void goodBatch() throws IOException, InterruptedException {
        ArrayNode batch = JSON.createArrayNode();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < GOOD_IN_A_CALL; i++) {
            ids.add("w-" + ++number);
            batch.add(event(ids.get(i)));
        }
        Calls.Reply reply = calls.post(url, token, BATCH, bytes(batch));
        count("good batch", reply.status());
        if (reply.status() == 202 && reply.json().path("accepted").asInt() == GOOD_IN_A_CALL) {
            accepted.addAll(ids);
        } else {
            differences.add("HTTP: a good batch was answered by " + reply.status() + " " + reply.body());
        }
    }

    void hostile() throws IOException, InterruptedException {
        switch (random.nextInt(6)) {
            case 0 -> body("hostile body", SINGLE, damaged(bytes(event("x-" + ++number))));
            case 1 -> body("hostile value", SINGLE, bytes(hostileEvent()));
            case 2 -> body("hostile batch", BATCH, batch());
            case 3 -> body("hostile type", type(), bytes(event("x-" + ++number)));
            case 4 -> raw("hostile headers", headers(), false);
            default -> raw("hostile request", damaged(headers()), true);
        }
    }

    private ObjectNode event(String id) {
        Event event = good.event();
        ObjectNode json = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("type", "com.clientmanager.usage.v1")
                .put("source", SOURCE)
                .put("id", id)
                .put("subject", event.account.toString())
                .put("time", Instant.ofEpochMilli(event.occurredAtMs).toString());
        json.putObject("data").put("action", event.action.toString()).put("quantity", event.quantity);
        return json;
    }

    private ObjectNode hostileEvent() {
        ObjectNode json = event("x-" + ++number);
        String text = HostileText.of(random, 128).toString();
        ObjectNode data = (ObjectNode) json.get("data");
        switch (random.nextInt(9)) {
            case 0 -> json.put("subject", text);
            case 1 -> json.put("source", text);
            case 2 -> json.put("id", text);
            case 3 -> json.put("time", random.nextBoolean() ? "10000-01-01T00:00:00Z" : text);
            case 4 -> data.put("user", text);
            case 5 -> data.put("action", text);
            case 6 -> data.put("quantity", random.nextLong());
            case 7 -> data.putObject("dimensions").put(text, text);
            default -> data.put("quantity", random.nextDouble());
        }
        return json;
    }

    private byte[] batch() {
        return switch (random.nextInt(4)) {
            case 0 -> "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
            case 1 -> ("[" + "{},".repeat(1_001) + "{}]").getBytes(StandardCharsets.UTF_8);
            case 2 -> ("[\"" + "A".repeat(1 << 20) + "\"]").getBytes(StandardCharsets.UTF_8);
            default -> bytes(JSON.createArrayNode().add(hostileEvent()).add(event("x-" + ++number)));
        };
    }

    private String type() {
        return List.of(
                        "text/plain",
                        "application/cloudevents+json; charset=utf-16",
                        "a/b/c",
                        "application/cloudevents+avro")
                .get(random.nextInt(4));
    }

    /** Binary mode, with header values that are no text, and headers that come twice. */
    private byte[] headers() {
        String id = List.of("x%FF", "x%FE", "%", "%zz", "\"q\"", "%00", "a%C0%80", "%F0%9F%98%80", "\u00E9")
                .get(random.nextInt(9));
        String twice = random.nextInt(4) == 0 ? "ce-id: second\r\n" : "";
        String head = "POST /v1/usage-events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + token
                + "\r\nContent-Type: application/json\r\nce-specversion: 1.0\r\nce-type: com.clientmanager.usage.v1"
                + "\r\nce-source: "
                + SOURCE + "\r\nce-subject: " + good.event().account + "\r\nce-time: " + Instant.now() + "\r\nce-id: "
                + id + "\r\n" + twice;
        String body = "{\"action\":\"login\",\"quantity\":1}";
        return (head + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] damaged(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    private void body(String kind, String contentType, byte[] body) throws IOException, InterruptedException {
        check(kind, calls.post(url, token, contentType, body).status());
    }

    private void raw(String kind, byte[] request, boolean damaged) throws IOException {
        int status = Calls.raw(port, request, damaged);
        if (status == 0 || damaged && TRANSPORT.contains(status)) {
            count(kind, status);
        } else {
            check(kind, status);
        }
    }

    private void check(String kind, int status) {
        count(kind, status);
        if (!DOCUMENTED.contains(status)) {
            differences.add("HTTP: " + kind + " was answered by " + status);
        }
    }

    private void count(String kind, int status) {
        statuses.merge("HTTP: " + kind + ", " + (status == 0 ? "closed" : status), 1, Integer::sum);
    }

    private static byte[] bytes(com.fasterxml.jackson.databind.JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
