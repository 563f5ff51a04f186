package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One running service: its process, and where it listens. */
public record ServiceProcess(Service service, ChildProcess process, int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    public String url() {
        return "http://localhost:" + port;
    }

    /** Returns when the service says it can do its work. */
    public ServiceProcess awaitReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Waiting.whileAlive(process, PATIENCE, () -> isReady(client, port));
        }
        return this;
    }

    /** Whether the service says now that it can do its work. */
    public boolean isReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return process.isAlive() && isReady(client, port);
        } catch (IOException notListening) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isReady(HttpClient client, int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                .timeout(ANSWER_PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
}
