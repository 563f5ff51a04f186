package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A running service: its process and port. */
public record ServiceProcess(Service service, ChildProcess process, int port) {
    private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(150);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    public String url() {
        return "http://localhost:" + port;
    }

    /** Returns when the service reports ready. */
    public ServiceProcess awaitReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Waiting.whileAlive(process, STARTUP_TIMEOUT, () -> isReady(client, port));
        }
        return this;
    }

    /** Whether the service currently reports ready. */
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
                .timeout(REQUEST_TIMEOUT)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
}
