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
 * Opens the demo accounts, once until `make reset`, each with a card and a purchased pack. They start in the past, so
 * that they have history.
 */
final class DemoAccounts {
    static final String MARKER = "demo-accounts";
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    static final List<DemoAccount> ACCOUNTS = List.of(
            new DemoAccount("acct-42", "Northwind Dental Group", "Europe/Berlin", "growth", 75),
            new DemoAccount("acct-7", "Harbor Street Bakery", "America/New_York", "starter", 48),
            new DemoAccount("acct-99", "Kestrel Logistics", "Asia/Tokyo", "pro", 100));

    /** A demo account, opened some days ago. */
    record DemoAccount(String id, String name, String timeZone, String plan, int daysAgo) {
        String json(Instant now) {
            Instant startedAt = now.truncatedTo(ChronoUnit.DAYS).minus(daysAgo, ChronoUnit.DAYS);
            return ("{\"id\":\"%s\",\"name\":\"%s\",\"timeZone\":\"%s\",\"plan\":\"%s\","
                            + "\"startedAt\":\"%s\",\"runningCyclePaid\":true}")
                    .formatted(id, name, timeZone, plan, startedAt);
        }
    }

    private DemoAccounts() {}

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
                send(client, new ApiRequest("POST", billingUrl + "/v1/accounts", account.json(now), key), operator);
                send(
                        client,
                        new ApiRequest("PUT", url + "/payment-method", "{\"token\":\"tok_visa\"}", key + "-card"),
                        customer);
                send(
                        client,
                        new ApiRequest("POST", url + "/credit-purchases", "{\"pack\":\"500\"}", key + "-pack"),
                        customer);
            }
        }
        Files.writeString(marker, "opened " + now + "\n");
    }

    private record ApiRequest(String method, String url, String json, String idempotencyKey) {}

    private static void send(HttpClient client, ApiRequest call, String token) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(call.url))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", call.idempotencyKey)
                .method(call.method, HttpRequest.BodyPublishers.ofString(call.json))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            // 409: an earlier start opened the account and was interrupted before it wrote the marker.
            if (response.statusCode() / 100 != 2 && response.statusCode() != 409) {
                throw new IllegalStateException(
                        call.method + " " + call.url + " failed with " + response.statusCode() + " " + response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
