package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.probe.Latencies;
import com.clientmanager.credits.benchmarks.probe.LatencyRounds;
import com.clientmanager.credits.localstack.LocalToken;
import com.clientmanager.credits.localstack.Pipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A client of billing-api. */
final class BillingClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int OK = 200;

    private final Pipeline pipeline;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();

    BillingClient(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Opens accounts on the plan Growth and waits until the last one has its allowance. */
    void open(List<String> accounts) throws IOException, InterruptedException {
        String operator = LocalToken.ofRole("operator").signedBy(pipeline.keys());
        for (String account : accounts) {
            String body = ("{\"id\":\"%s\",\"name\":\"Bench\",\"timeZone\":\"UTC\",\"plan\":\"growth\","
                            + "\"startedAt\":\"%s\",\"runningCyclePaid\":true}")
                    .formatted(account, Instant.now().minus(Duration.ofDays(1)));
            HttpRequest request = HttpRequest.newBuilder(URI.create(pipeline.billingUrl() + "/v1/accounts"))
                    .header("Authorization", "Bearer " + operator)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "open-" + account)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("opening " + account + ": " + answer.statusCode() + " " + answer.body());
            }
        }
        awaitSeq(accounts.getLast(), 1);
    }

    /** Times events one after the other, each from send until the balance includes it. */
    Latencies probe(String account, UsageGenerator generator, int probes) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long seq = seq(account);
        for (int probe = 0; probe < probes; probe++) {
            long sent = System.nanoTime();
            generator.send(account, probe);
            seq = awaitSeq(account, seq + 1);
            latencies.add(System.nanoTime() - sent);
        }
        return latencies;
    }

    /** Reads balances without pacing, so that no queue builds up while the service is cold. */
    void warmUp(List<String> accounts, int connections, int reads) throws Exception {
        readAll(accounts, connections, reads, Long.MAX_VALUE);
    }

    /**
     * Reads balances at a constant rate over {@code connections} connections; a latency starts when the read was due
     * (no coordinated omission).
     */
    void read(List<String> accounts, int connections, int reads, long perSecond, LatencyRounds times, int round)
            throws Exception {
        readAll(accounts, connections, reads, perSecond).forEach(nanos -> times.add(round, nanos));
    }

    private List<Long> readAll(List<String> accounts, int connections, int reads, long perSecond) throws Exception {
        List<BalanceRead> balances = accounts.stream()
                .map(account -> new BalanceRead(pipeline.billingUrl(), account, token(account)))
                .toList();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            Callable<List<Long>> connection = () -> {
                List<Long> own = new ArrayList<>();
                for (int n = next.getAndIncrement(); n < reads; n = next.getAndIncrement()) {
                    long due = start + Math.multiplyExact(NANOS_PER_SECOND, n) / perSecond;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    if (balances.get(n % balances.size()).status() != OK) {
                        failed.incrementAndGet();
                    }
                    own.add(System.nanoTime() - due);
                }
                return own;
            };
            for (Future<List<Long>> one : threads.invokeAll(Collections.nCopies(connections, connection))) {
                nanos.addAll(one.get());
            }
        }
        return nanos;
    }

    /** Empty if every read returned 200. */
    String failures() {
        return failed.get() == 0 ? "" : failed.get() + " balance reads failed";
    }

    private long awaitSeq(String account, long wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        long seq = seq(account);
        while (seq < wanted) {
            if (System.nanoTime() > end) {
                throw new IOException(account + " does not reach ledger entry " + wanted);
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            seq = seq(account);
        }
        return seq;
    }

    private long seq(String account) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(balance(account), HttpResponse.BodyHandlers.ofString());
        JsonNode body = answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
        return body.path("ledgerSeq").asLong(0);
    }

    private HttpRequest balance(String account) {
        return HttpRequest.newBuilder(URI.create(pipeline.billingUrl() + "/v1/accounts/" + account + "/balance"))
                .header("Authorization", "Bearer " + token(account))
                .build();
    }

    private String token(String account) {
        return tokens.computeIfAbsent(account, id -> LocalToken.ofAccount(id).signedBy(pipeline.keys()));
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * A read of a balance with HttpURLConnection, which keeps its connection open. It shares two cores with the
     * service, and the JDK's newer client needs a millisecond of CPU per read, as much as the service.
     */
    private record BalanceRead(URI address, String bearer) {
        private static final int FIRST_ERROR = 400;

        BalanceRead(String billingUrl, String account, String token) {
            this(URI.create(billingUrl + "/v1/accounts/" + account + "/balance"), "Bearer " + token);
        }

        /** Sends the request, reads the whole body and returns the status. */
        int status() throws IOException {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setRequestProperty("Authorization", bearer);
            int status = connection.getResponseCode();
            try (InputStream body = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
                if (body != null) {
                    body.readAllBytes();
                }
            }
            return status;
        }
    }
}
