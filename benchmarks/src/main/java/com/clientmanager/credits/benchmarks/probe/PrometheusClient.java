package com.clientmanager.credits.benchmarks.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Reads metrics of a process in Prometheus format. */
public final class PrometheusClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI uri;

    public PrometheusClient(int port) {
        uri = URI.create("http://localhost:" + port + "/q/metrics");
    }

    /** The integer value of a metric, summed over its labels. */
    public long value(String name) {
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

    /** Like {@link #value}, but 0 while the process does not respond. */
    public long valueOrZero(String name) {
        try {
            return value(name);
        } catch (UncheckedIOException notYet) {
            return 0;
        }
    }

    /** Returns when the metric has reached a value; fails after two minutes. */
    public void awaitAtLeast(String name, long wanted) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (valueOrZero(name) < wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(name + " does not reach " + wanted);
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    /** A line is {@code name{label="…"} 12.0} or {@code name 12.0}. */
    public static Optional<Long> valueIn(String line, String name) {
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
