package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One customer of billing-api, who repeats a call until it is answered for good. */
final class Buyer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(40);
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int PENDING = 202;
    private static final int IN_PROGRESS = 409;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final LocalKeys keys;
    private final String account;

    Buyer(String billingUrl, LocalKeys keys, String account) {
        this.url = billingUrl + "/v1/accounts";
        this.keys = keys;
        this.account = account;
    }

    void openAccount() throws IOException, InterruptedException {
        String json = "{\"id\":\"%s\",\"name\":\"Buyer\",\"timeZone\":\"Europe/Berlin\",\"plan\":\"starter\"}"
                .formatted(account);
        int status = send("POST", url, json, "open", LocalToken.ofRole("operator"));
        if (status != 201) {
            throw new IllegalStateException("opening the account was answered by " + status);
        }
    }

    void useCard(String token, String key) throws IOException, InterruptedException {
        int status =
                send("PUT", url + "/" + account + "/payment-method", "{\"token\":\"" + token + "\"}", key, customer());
        if (status / 100 != 2) {
            throw new IllegalStateException("the card " + token + " was answered by " + status);
        }
    }

    /** Asks once; the status, or an exception when the service dies meanwhile. */
    int buy(String key) throws IOException, InterruptedException {
        return send("POST", url + "/" + account + "/credit-purchases", "{\"pack\":\"500\"}", key, customer());
    }

    /** Repeats the same purchase until it is paid (201) or refused (402). */
    int buyForGood(String key) throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < end) {
            try {
                int status = buy(key);
                if (status == 201 || status == 402) {
                    return status;
                }
                if (status != PENDING && status != IN_PROGRESS && status < 500) {
                    throw new IllegalStateException("purchase " + key + " was answered by " + status);
                }
            } catch (IOException notYetBack) {
                // The next attempt, then.
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("purchase " + key + " was never answered for good");
    }

    /** All items of a list of the account's, page after page. */
    List<JsonNode> all(String list) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        while (true) {
            String separator = list.contains("?") ? "&" : "?";
            String address = url + "/" + account + "/" + list + separator + "limit=500" + cursor;
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .header("Authorization", "Bearer " + customer().signedBy(keys))
                    .build();
            JsonNode page = JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            page.path("items").forEach(items::add);
            if (!page.path("nextCursor").isTextual()) {
                return items;
            }
            cursor = "&cursor=" + page.path("nextCursor").asText();
        }
    }

    private LocalToken customer() {
        return LocalToken.ofAccount(account);
    }

    private int send(String method, String address, String json, String key, LocalToken token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token.signedBy(keys))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
