package com.clientmanager.credits.localstack.traffic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Posts batches to usage-ingest as a producing service should: retries the same request until it gets a final response.
 */
final class IngestClient implements AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final URI events;
    private final Supplier<String> newToken;
    private final Duration minBackoff;
    private final Consumer<String> log;
    private String token;
    private boolean unavailable;

    /** {@code newToken} provides a token when the ingest API no longer accepts {@code token}. */
    IngestClient(URI ingest, String token, Supplier<String> newToken, Duration minBackoff, Consumer<String> log) {
        this.events = ingest.resolve("/v1/usage-events");
        this.token = token;
        this.newToken = newToken;
        this.minBackoff = minBackoff;
        this.log = log;
    }

    /** Returns when the batch is accepted, or permanently rejected, which is logged. */
    void post(List<CrmEvent> batch) throws InterruptedException {
        String body = batch.stream().map(CrmEvent::json).collect(Collectors.joining(",", "[", "]"));
        Duration pause = minBackoff;
        while (true) {
            String problem;
            try {
                HttpResponse<String> answer = client.send(request(body), HttpResponse.BodyHandlers.ofString());
                if (isFinal(answer)) {
                    return;
                }
                problem = "responded " + answer.statusCode();
                pause = max(
                        pause,
                        Duration.ofSeconds(
                                answer.headers().firstValueAsLong("Retry-After").orElse(0)));
            } catch (IOException e) {
                problem = "is unreachable (" + e.getClass().getSimpleName() + ")";
            }
            if (!unavailable) {
                unavailable = true;
                log.accept("Ingest API " + problem + "; retrying");
            }
            Thread.sleep(pause);
            pause = min(pause.multipliedBy(2), MAX_BACKOFF);
        }
    }

    private boolean isFinal(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == 401) {
            token = newToken.get();
            return false;
        }
        if (status == 429 || status >= 500) {
            return false;
        }
        if (unavailable) {
            unavailable = false;
            log.accept("Ingest API is available again");
        }
        if (status != 202 || !answer.body().contains("\"rejected\":[]")) {
            log.accept("Ingest API responded " + status + ": " + answer.body());
        }
        return true;
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(events)
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        client.close();
    }
}
