package com.clientmanager.credits.e2e;

import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.clientmanager.credits.localstack.Waiting;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An operator's and a customer's view of billing-api. */
final class Billing {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String baseUrl;
    private final LocalKeys keys;
    private final String operator;

    Billing(String baseUrl, LocalKeys keys) {
        this.baseUrl = baseUrl;
        this.keys = keys;
        this.operator = LocalToken.ofRole("operator").signedBy(keys);
    }

    String url() {
        return baseUrl;
    }

    /** Opens an account on the Growth plan since yesterday, and returns when its first allowance can be spent. */
    String openAccount(String id) throws IOException, InterruptedException {
        String body = ("{\"id\":\"%s\",\"name\":\"End to end\",\"timeZone\":\"Europe/Berlin\",\"plan\":\"growth\","
                        + "\"startedAt\":\"%s\",\"runningCyclePaid\":true}")
                .formatted(id, Clock.systemUTC().instant().minus(Duration.ofDays(1)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/v1/accounts"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + operator)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "open-" + id)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new AssertionError("Opening " + id + ": " + response.statusCode() + " " + response.body());
        }
        Waiting.until(
                id + " has its allowance",
                Duration.ofMinutes(1),
                () -> available(id).signum() > 0);
        return id;
    }

    /** Credits that are left. */
    BigDecimal available(String account) throws IOException, InterruptedException {
        return new BigDecimal(get(account, "/balance").path("available").asText());
    }

    void awaitAvailable(String account, BigDecimal expected) {
        Waiting.until(
                account + " has " + expected, TIMEOUT, () -> available(account).compareTo(expected) == 0);
    }

    /** Every line of the account's ledger, page after page. */
    List<JsonNode> ledger(String account) throws IOException, InterruptedException {
        List<JsonNode> lines = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(account, "/ledger?limit=1000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(lines::add);
            cursor = page.path("nextCursor").asText("");
            if (page.path("nextCursor").isNull()) {
                cursor = "";
            }
        } while (!cursor.isEmpty());
        return lines;
    }

    /**
     * The charges on the ledger, by number, as soon as there are at least so many: the balance and the ledger are
     * projected side by side, so either may be a moment ahead of the other.
     */
    List<JsonNode> charges(String account, int expected) throws IOException, InterruptedException {
        Waiting.until(
                "the ledger of " + account + " shows " + expected + " charges",
                Duration.ofMinutes(1),
                () -> chargesNow(account).size() >= expected);
        return chargesNow(account);
    }

    private List<JsonNode> chargesNow(String account) throws IOException, InterruptedException {
        return ledger(account).stream()
                .filter(line -> line.path("type").asText().equals("CHARGE"))
                .sorted(Comparator.comparingLong(line -> line.path("seq").asLong()))
                .toList();
    }

    private JsonNode get(String account, String path) throws IOException, InterruptedException {
        String token = LocalToken.ofAccount(account).signedBy(keys);
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/v1/accounts/" + account + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
