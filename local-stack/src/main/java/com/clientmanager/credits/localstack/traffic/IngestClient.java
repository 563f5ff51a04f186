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

/** Posts batches to usage-ingest as a well-behaved producing service does: it repeats the same call until it is answered, however long the door is away. */
final class Door implements AutoCloseable {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final URI events;
    private final Supplier<String> newToken;
    private final Duration shortestPause;
    private final Consumer<String> log;
    private String token;
    private boolean away;

    /** {@code newToken} is asked for another token when the door does not accept {@code token} any more. */
    Door(URI ingest, String token, Supplier<String> newToken, Duration shortestPause, Consumer<String> log) {
        this.events = ingest.resolve("/v1/usage-events");
        this.token = token;
        this.newToken = newToken;
        this.shortestPause = shortestPause;
        this.log = log;
    }

    /** Returns when the batch is accepted, or refused for good, which is logged. */
    void post(List<CrmEvent> batch) throws InterruptedException {
        String body = batch.stream().map(CrmEvent::json).collect(Collectors.joining(",", "[", "]"));
        Duration pause = shortestPause;
        while (true) {
            String why;
            try {
                HttpResponse<String> answer = client.send(request(body), HttpResponse.BodyHandlers.ofString());
                if (isFinal(answer)) {
                    return;
                }
                why = "answered " + answer.statusCode();
                pause = longer(
                        pause,
                        Duration.ofSeconds(
                                answer.headers().firstValueAsLong("Retry-After").orElse(0)));
            } catch (IOException e) {
                why = "cannot be reached (" + e.getClass().getSimpleName() + ")";
            }
            if (!away) {
                away = true;
                log.accept("the door " + why + "; trying again until it takes the events");
            }
            Thread.sleep(pause);
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
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
        if (away) {
            away = false;
            log.accept("the door is back");
        }
        if (status != 202 || !answer.body().contains("\"rejected\":[]")) {
            log.accept("the door answered " + status + ": " + answer.body());
        }
        return true;
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(events)
                .timeout(CALL_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Override
    public void close() {
        client.close();
    }
}
