package com.clientmanager.credits.benchmarks.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * A read of a balance with HttpURLConnection, which keeps its connection open. It shares two cores with the service,
 * and the JDK's newer client needs a millisecond of CPU per read, as much as the service.
 */
record BalanceRead(URI address, String bearer) {
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
