package com.clientmanager.credits.benchmarks.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * A read of one account's balance by the JDK's plain blocking client, which keeps its connection open. Its caller shares two cores with what it measures: the
 * JDK's newer client takes a millisecond of CPU for each read, as much as the service.
 */
record BalanceRead(URI address, String bearer) {
    private static final int FIRST_ERROR = 400;

    BalanceRead(String billingUrl, String account, String token) {
        this(URI.create(billingUrl + "/v1/accounts/" + account + "/balance"), "Bearer " + token);
    }

    /** Asks, reads the whole answer and returns its status. */
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
