package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.Futures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that each post one body after the other with the same token. */
final class ConcurrentPosts implements AutoCloseable {
    private final String token;
    private final int count;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads;

    ConcurrentPosts(String token, int count) {
        this.token = token;
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** Posts all bodies and returns the elapsed nanoseconds; fails on any status other than 202. */
    long postAll(String url, String contentType, List<String> bodies) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < count; caller++) {
            running.add(threads.submit(() -> {
                for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                    post(url, contentType, bodies.get(i));
                }
                return null;
            }));
        }
        for (Future<?> caller : running) {
            var unused = Futures.get(caller);
        }
        return System.nanoTime() - start;
    }

    private void post(String url, String contentType, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
