package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Opens the demo accounts, once for the life of the data, each with a card and a bought pack. They start in the past, so that there is history
 * to look at.
 */
final class Demo {
    static final String MARKER = "demo-accounts";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static final List<DemoAccount> ACCOUNTS = List.of(
            new DemoAccount("acct-42", "Northwind Dental Group", "Europe/Berlin", "growth", 75),
            new DemoAccount("acct-7", "Harbor Street Bakery", "America/New_York", "starter", 48),
            new DemoAccount("acct-99", "Kestrel Logistics", "Asia/Tokyo", "pro", 100));

    /** An account of the demonstration, opened some days ago. */
    record DemoAccount(String id, String name, String timeZone, String plan, int daysAgo) {
        String json(Instant now) {
            Instant startedAt = now.truncatedTo(ChronoUnit.DAYS).minus(daysAgo, ChronoUnit.DAYS);
            return "{\"id\":\"%s\",\"name\":\"%s\",\"timeZone\":\"%s\",\"plan\":\"%s\",\"startedAt\":\"%s\"}"
                    .formatted(id, name, timeZone, plan, startedAt);
        }
    }

    private Demo() {}

    static void open(String billingUrl, LocalKeys keys, Path folder, Instant now) throws IOException {
        Path marker = folder.resolve(MARKER);
        if (Files.exists(marker)) {
            return;
        }
        String operator = LocalToken.ofRole("operator").signedBy(keys);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (DemoAccount account : ACCOUNTS) {
                String key = "demo-" + account.id() + "-" + now.getEpochSecond();
                String customer = LocalToken.ofAccount(account.id()).signedBy(keys);
                String url = billingUrl + "/v1/accounts/" + account.id();
                ask(client, new Call("POST", billingUrl + "/v1/accounts", account.json(now), key), operator);
                ask(
                        client,
                        new Call("PUT", url + "/payment-method", "{\"token\":\"tok_visa\"}", key + "-card"),
                        customer);
                ask(client, new Call("POST", url + "/credit-purchases", "{\"pack\":\"500\"}", key + "-pack"), customer);
            }
        }
        Files.writeString(marker, "opened " + now + "\n");
    }

    private record Call(String method, String url, String json, String idempotencyKey) {}

    private static void ask(HttpClient client, Call call, String token) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(call.url))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", call.idempotencyKey)
                .method(call.method, HttpRequest.BodyPublishers.ofString(call.json))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            // 409: an earlier start opened the account and was interrupted before it could remember that.
            if (response.statusCode() / 100 != 2 && response.statusCode() != 409) {
                throw new IllegalStateException(call.method + " " + call.url + " was answered by "
                        + response.statusCode() + " " + response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
