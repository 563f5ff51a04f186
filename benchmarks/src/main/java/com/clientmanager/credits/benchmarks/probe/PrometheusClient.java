package com.clientmanager.credits.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The metrics that a process serves in Prometheus' format. */
final class Metrics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;

    Metrics(int port) {
        uri = URI.create("http://localhost:" + port + "/q/metrics");
    }

    /** The whole-number value of a metric: the sum over its labels. */
    long value(String name) {
        try {
            String body = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return body.lines()
                    .map(line -> valueIn(line, name))
                    .flatMap(Optional::stream)
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #value}, and 0 as long as the process does not answer yet. */
    long valueOrZero(String name) {
        try {
            return value(name);
        } catch (UncheckedIOException notYet) {
            return 0;
        }
    }

    /** Returns when the metric has reached a value; gives up after two minutes. */
    void awaitAtLeast(String name, long wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (valueOrZero(name) < wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(name + " does not reach " + wanted);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** A line is {@code name{label="…"} 12.0} or {@code name 12.0}. */
    static Optional<Long> valueIn(String line, String name) {
        if (!line.startsWith(name)
                || line.length() == name.length()
                || (line.charAt(name.length()) != '{' && line.charAt(name.length()) != ' ')) {
            return Optional.empty();
        }
        return Optional.of(new java.math.BigDecimal(line.substring(line.lastIndexOf(' ') + 1)).longValue());
    }

    @Override
    public void close() {
        client.close();
    }
}
