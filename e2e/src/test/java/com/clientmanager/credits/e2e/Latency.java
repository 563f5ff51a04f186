package com.clientmanager.credits.e2e;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;

/**
 * `make latency`: posts events one after the other to what `make up` runs, and times each from the post until the API
 * answers with the lower balance and until the open page shows it. Prints; asserts nothing.
 */
final class Latency {
    private static final int EVENTS = 100;
    private static final int WARM_UP = 10;
    private static final long PRICE = 12;

    private final IngestApi ingestApi;
    private final Billing billing;
    private final String account = "acct-latency-" + Clock.systemUTC().millis();
    private final long[] acknowledged = new long[EVENTS];
    private final long[] inApi = new long[EVENTS];
    private final long[] onPage = new long[EVENTS];

    private Latency(IngestApi ingestApi, Billing billing) {
        this.ingestApi = ingestApi;
        this.billing = billing;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        LocalKeys keys = LocalKeys.in(Checkout.root().resolve(".local/keys"));
        String token = LocalToken.ofRole("usage:write").signedBy(keys);
        IngestApi ingestApi = new IngestApi("http://localhost:" + port("INGEST_PORT", "8081"), token);
        new Latency(ingestApi, new Billing("http://localhost:" + port("BILLING_PORT", "8080"), keys)).run();
        System.exit(0);
    }

    private static String port(String variable, String usual) {
        return System.getenv().getOrDefault(variable, usual);
    }

    private void run() throws IOException, InterruptedException {
        billing.openAccount(account);
        BigDecimal left = billing.available(account);
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.signIn(billing.url(), account);
            for (int i = -WARM_UP; i < EVENTS; i++) {
                left = left.subtract(BigDecimal.valueOf(PRICE));
                measure(i, left, page);
            }
        }
        System.out.println(
                "Post an sms.send of 3, one event at a time, " + EVENTS + " events after " + WARM_UP + " of warm-up:");
        print("post -> 202 (in the log)", acknowledged);
        print("post -> API's balance", inApi);
        print("post -> open page", onPage);
    }

    private void measure(int i, BigDecimal expected, Page page) throws IOException, InterruptedException {
        long start = System.nanoTime();
        IngestApi.Reply reply = ingestApi.send(IngestApi.event("latency-" + i, account, "sms.send", 3));
        if (reply.status() != 202) {
            throw new IOException("The ingest API answered " + reply);
        }
        long answered = System.nanoTime();
        while (billing.available(account).compareTo(expected) != 0) {
            Thread.sleep(5);
        }
        long read = System.nanoTime();
        BillingPage.awaitLeft(page, NumberFormat.getInstance(Locale.US).format(expected));
        long shown = System.nanoTime();
        if (i >= 0) {
            acknowledged[i] = answered - start;
            inApi[i] = read - start;
            onPage[i] = shown - start;
        }
    }

    private static void print(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "  %-26s p50 %4d ms   p99 %4d ms   max %4d ms%n",
                what, ms(sorted[EVENTS / 2]), ms(sorted[EVENTS - 2]), ms(sorted[EVENTS - 1]));
    }

    private static long ms(long nanos) {
        return nanos / 1_000_000;
    }
}
