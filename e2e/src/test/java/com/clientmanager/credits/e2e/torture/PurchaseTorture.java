package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalStack;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.StackOptions;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * {@code make torture-purchases}: kills billing-api (SIGKILL) in the midst of purchases, starts it again, repeats each
 * call, and then counts: one payment for each purchase, one grant on the real ledger for each success, invoice numbers
 * without a gap (R19, R20). Exit status 0 only when all agree. {@code KILLS} and {@code SEED} set the size.
 */
public final class PurchaseTorture {
    private static final List<String> CARDS =
            List.of("tok_visa", "tok_visa", "tok_visa", "tok_late", "tok_declined_insufficient_funds");
    private static final String NAME = Service.BILLING_API.module();
    private static final Duration LEDGER_PATIENCE = Duration.ofMinutes(1);

    private PurchaseTorture() {}

    public static void main(String[] args) throws Exception {
        Plan plan = Plan.fromEnvironment();
        System.out.println("Torture of purchases: " + plan.kills() + " kills, seed " + plan.seed());
        Path runs = Files.createDirectories(Checkout.root().resolve(".local/torture"));
        Path folder = Files.createTempDirectory(runs, "purchases-");
        List<String> differences;
        try (LocalStack stack = LocalStack.start(StackOptions.in(folder));
                Pipeline pipeline = new Pipeline(stack.addresses(), "", folder, LocalKeys.in(folder.resolve("keys")))) {
            pipeline.startAll();
            Buyer buyer = new Buyer(pipeline.billingUrl(), pipeline.keys(), "acct-buyer");
            buyer.openAccount();
            int paid = run(plan, pipeline, buyer);
            differences = differences(plan.kills(), paid, buyer);
        }
        differences.forEach(System.out::println);
        System.out.println(differences.isEmpty() ? "PASSED" : "FAILED: seed " + plan.seed() + ", data in " + folder);
        System.exit(differences.isEmpty() ? 0 : 1);
    }

    /** How many purchases were paid. */
    private static int run(Plan plan, Pipeline pipeline, Buyer buyer) throws IOException, InterruptedException {
        Random random = new Random(plan.seed());
        int paid = 0;
        for (int n = 0; n < plan.kills(); n++) {
            String card = CARDS.get(random.nextInt(CARDS.size()));
            String key = "purchase-" + n;
            buyer.useCard(card, "card-" + n);
            Thread asking = Thread.ofPlatform().start(() -> ask(buyer, key));
            Thread.sleep(random.nextInt(card.equals("tok_late") ? 2_000 : 120));
            int port = pipeline.service(NAME).port();
            pipeline.service(NAME).process().kill();
            asking.join();
            pipeline.launch(Service.BILLING_API, NAME, port).awaitReady();
            int answer = buyer.buyForGood(key);
            paid += answer == 201 ? 1 : 0;
            System.out.printf("  %3d/%d  %-32s %s%n", n + 1, plan.kills(), card, answer == 201 ? "paid" : "declined");
        }
        return paid;
    }

    private static void ask(Buyer buyer, String key) {
        try {
            buyer.buy(key);
        } catch (IOException killedMeanwhile) {
            // That is what this is for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> differences(int purchases, int paid, Buyer buyer)
            throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        List<JsonNode> packs = buyer.all("payments").stream()
                .filter(payment -> payment.path("description").asText().contains("500"))
                .toList();
        long succeeded = count(packs, "status", "SUCCEEDED");
        differ(differences, "payments for " + purchases + " purchases", purchases, packs.size());
        differ(differences, "payments that succeeded", paid, succeeded);
        long end = System.nanoTime() + LEDGER_PATIENCE.toNanos();
        List<JsonNode> grants = bought(buyer);
        while (grants.size() < paid && System.nanoTime() < end) {
            Thread.sleep(500);
            grants = bought(buyer);
        }
        differ(differences, "grants on the ledger", paid, grants.size());
        Set<Long> numbers = new HashSet<>();
        List<JsonNode> invoices = buyer.all("invoices");
        invoices.forEach(invoice ->
                numbers.add(Long.parseLong(invoice.path("number").asText().replaceAll("\\D", ""))));
        for (long n = 1; n <= invoices.size(); n++) {
            if (!numbers.contains(n)) {
                differences.add("invoice number " + n + " is missing of " + invoices.size());
            }
        }
        System.out.printf(
                "%d kills: %d purchases, %d paid, %d grants on the ledger, %d invoices%n",
                purchases, packs.size(), succeeded, grants.size(), invoices.size());
        return differences;
    }

    private static List<JsonNode> bought(Buyer buyer) throws IOException, InterruptedException {
        return buyer.all("ledger?type=GRANT").stream()
                .filter(line -> line.path("grant").path("source").asText().equals("PURCHASED"))
                .toList();
    }

    private static long count(List<JsonNode> items, String field, String value) {
        return items.stream()
                .filter(item -> item.path(field).asText().equals(value))
                .count();
    }

    private static void differ(List<String> differences, String what, long expected, long found) {
        if (expected != found) {
            differences.add(what + ": expected " + expected + ", found " + found);
        }
    }
}
