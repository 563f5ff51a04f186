package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.localstack.LocalToken;
import com.clientmanager.credits.localstack.Pipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/** billing-api as its callers see it. */
final class Customers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final int OK = 200;

    private final Pipeline pipeline;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();

    Customers(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Opens accounts on the plan Growth and waits until the last has its allowance. */
    void open(List<String> accounts) throws IOException, InterruptedException {
        String operator = LocalToken.ofRole("operator").signedBy(pipeline.keys());
        for (String account : accounts) {
            String body =
                    "{\"id\":\"%s\",\"name\":\"Bench\",\"timeZone\":\"UTC\",\"plan\":\"growth\",\"startedAt\":\"%s\"}"
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

    /** Times a number of events, one after the other, each from its send until the balance includes it. */
    Latencies probe(String account, Flow flow, int probes) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long seq = seq(account);
        for (int probe = 0; probe < probes; probe++) {
            long sent = System.nanoTime();
            flow.send(account, probe);
            seq = awaitSeq(account, seq + 1);
            latencies.add(System.nanoTime() - sent);
        }
        return latencies;
    }

    /** Reads balances as fast as they come, each caller one after the other: a cold service answers as fast as it can and no queue builds up. */
    void warmUp(List<String> accounts, int callers, int reads) throws Exception {
        readAll(accounts, callers, reads, Long.MAX_VALUE);
    }

    /** Reads balances at a steady rate over so many connections; the time of a read begins when it was due, also where every caller was still waiting. */
    void read(List<String> accounts, int callers, int reads, long perSecond, LatencyRounds times, int round)
            throws Exception {
        readAll(accounts, callers, reads, perSecond).forEach(nanos -> times.add(round, nanos));
    }

    private List<Long> readAll(List<String> accounts, int callers, int reads, long perSecond) throws Exception {
        List<BalanceRead> balances = accounts.stream()
                .map(account -> new BalanceRead(pipeline.billingUrl(), account, token(account)))
                .toList();
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            Callable<List<Long>> caller = () -> {
                List<Long> own = new ArrayList<>();
                for (int n = next.getAndIncrement(); n < reads; n = next.getAndIncrement()) {
                    long due = start + Math.multiplyExact(NANOS_A_SECOND, n) / perSecond;
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
            for (Future<List<Long>> one : threads.invokeAll(Collections.nCopies(callers, caller))) {
                nanos.addAll(one.get());
            }
        }
        return nanos;
    }

    /** Empty when every read was answered with 200. */
    String failures() {
        return failed.get() == 0 ? "" : failed.get() + " balance reads failed";
    }

    private long awaitSeq(String account, long wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long seq = seq(account);
        while (seq < wanted) {
            if (System.nanoTime() > end) {
                throw new IOException(account + " does not come to line " + wanted);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
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
}
