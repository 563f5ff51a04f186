package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * `make send FILE=usage.jsonl`: posts CloudEvents, one per line, in batches, with a progress bar and a summary. Safe to
 * repeat after an interruption: events sent before are duplicates and change nothing (R2).
 */
public final class SendUsage {
    private static final int MAX_BATCH_EVENTS = 500;
    private static final int MAX_BATCH_CHARS = 500_000;
    private static final int MAX_ATTEMPTS = 60;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final URI events;
    private final String token;
    private final SendSummary summary;
    private final List<String> batch = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private long chars;
    private boolean responded;
    private Duration pause = Duration.ZERO;

    private SendUsage(URI events, String token, SendSummary summary) {
        this.events = events;
        this.token = token;
        this.summary = summary;
    }

    public static void main(String... arguments) throws IOException {
        try {
            String file = System.getenv().getOrDefault("FILE", "");
            if (file.isEmpty() || !Files.isReadable(Path.of(file))) {
                throw new CommandFailedException(
                        "FILE is missing or unreadable: make send FILE=usage.jsonl (one CloudEvent per line)");
            }
            LocalKeys keys = LocalKeys.in(Checkout.root().resolve(".local/keys"));
            URI events = URI.create("http://localhost:" + Listener.INGEST.port(System.getenv()) + "/v1/usage-events");
            SendSummary summary = new SendSummary(System.out, Files.size(Path.of(file)));
            new SendUsage(events, LocalToken.ofRole("usage:write").signedBy(keys), summary).send(Path.of(file));
            System.exit(summary.print() ? 0 : 1);
        } catch (CommandFailedException e) {
            System.err.println(e.reason());
            System.exit(2);
        }
    }

    private void send(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file);
                HttpClient client = HttpClient.newHttpClient()) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                summary.read(line.length() + 1L);
                if (line.isBlank()) {
                    continue;
                }
                add(number, line);
                if (batch.size() == MAX_BATCH_EVENTS || chars > MAX_BATCH_CHARS) {
                    post(client);
                }
            }
            post(client);
        }
    }

    /** Excludes a line that is not JSON, since it would invalidate the whole batch. */
    private void add(long number, String line) {
        try {
            JsonNode event = json.readTree(line);
            if (event.isObject()) {
                batch.add(line);
                lines.add(number);
                chars += line.length();
            } else {
                summary.rejected(number, "NOT_AN_EVENT", "not a JSON object");
            }
        } catch (JsonProcessingException e) {
            summary.rejected(number, "NOT_JSON", e.getOriginalMessage());
        }
    }

    private void post(HttpClient client) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(events)
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", batch) + "]"))
                .build();
        report(sendWithRetries(client, request));
        batch.clear();
        lines.clear();
        chars = 0;
    }

    /** Retries while the ingest API responds 429 or 5xx, or is unreachable after a first response. */
    private HttpResponse<String> sendWithRetries(HttpClient client, HttpRequest request) throws IOException {
        try {
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                Thread.sleep(attempt == 0 ? Duration.ZERO : pause);
                Optional<HttpResponse<String>> response = call(client, request);
                if (response.isPresent() && !isRetriable(response.get())) {
                    responded = true;
                    return response.get();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CommandFailedException("The ingest API keeps failing: see .local/logs/usage-ingest.log");
    }

    private Optional<HttpResponse<String>> call(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        pause = Duration.ofSeconds(1);
        try {
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (ConnectException e) {
            if (!responded) {
                throw new CommandFailedException(
                        "No response from " + request.uri() + ": run `make up`, or set INGEST_PORT");
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isRetriable(HttpResponse<String> response) {
        long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
        pause = Duration.ofSeconds(Math.clamp(seconds, 1, 30));
        return response.statusCode() == 429 || response.statusCode() >= 500;
    }

    private void report(HttpResponse<String> response) throws IOException {
        JsonNode body = json.readTree(response.body());
        JsonNode rejected = body.path("rejected");
        if (response.statusCode() != 202 && !rejected.isArray()) {
            throw new CommandFailedException(
                    "The ingest API responded " + response.statusCode() + ": " + response.body());
        }
        summary.accepted(body.path("accepted").asLong());
        for (JsonNode each : rejected) {
            int index = each.path("index").asInt();
            summary.rejected(
                    lines.get(index),
                    each.path("code").asText(),
                    each.path("detail").asText());
        }
    }
}
