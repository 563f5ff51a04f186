package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * `make projection-skip TOPIC=… PARTITION=… OFFSET=… REASON=…`: makes billing-api skip the record at which a
 * partition's reader has stopped, and prints the response. Idempotent.
 */
public final class SkipRecord {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private SkipRecord() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        try {
            Map<String, String> environment = System.getenv();
            String body = body(environment);
            LocalKeys keys = LocalKeys.in(Checkout.root().resolve(".local/keys"));
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://localhost:" + Listener.BILLING.port(environment) + "/v1/projection/skips"))
                    .timeout(TIMEOUT)
                    .header(
                            "Authorization",
                            "Bearer " + LocalToken.ofRole("operator").signedBy(keys))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            System.exit(call(request) == 201 ? 0 : 1);
        } catch (CommandFailedException e) {
            System.err.println(e.reason());
            System.exit(2);
        }
    }

    private static int call(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            System.out.println(response.body());
            return response.statusCode();
        } catch (ConnectException e) {
            throw new CommandFailedException(
                    "No response from " + request.uri() + ": run `make up`, or set BILLING_PORT");
        }
    }

    static String body(Map<String, String> environment) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("topic", environment.getOrDefault("TOPIC", ""));
        body.put("reason", environment.getOrDefault("REASON", ""));
        try {
            body.put("partition", Integer.valueOf(environment.getOrDefault("PARTITION", "")));
            body.put("offset", Long.valueOf(environment.getOrDefault("OFFSET", "")));
            if (!body.containsValue("")) {
                return new ObjectMapper().writeValueAsString(body);
            }
        } catch (NumberFormatException missing) {
            throw usage();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map is always serializable", e);
        }
        throw usage();
    }

    private static CommandFailedException usage() {
        return new CommandFailedException(
                "Name the record, as shown by /q/health/well, and the reason: make projection-skip"
                        + " TOPIC=credit.ledger.v1 PARTITION=3"
                        + " OFFSET=1207 REASON=\"written by a test tool\"");
    }
}
