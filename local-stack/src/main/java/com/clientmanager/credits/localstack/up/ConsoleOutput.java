package com.clientmanager.credits.localstack.up;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The console output of `make up`. */
final class ConsoleOutput {
    private final PrintStream out;
    private final long startedAt = System.nanoTime();

    ConsoleOutput(PrintStream out) {
        this.out = out;
    }

    void print(String line) {
        out.println(line);
    }

    void fail(String reason) {
        out.println();
        out.println("✗ " + reason);
    }

    /** Prints a step that begins now, with the elapsed seconds. */
    void step(String name) {
        Duration since = Duration.ofNanos(System.nanoTime() - startedAt);
        out.printf("%4d s  %s%n", since.toSeconds(), name);
    }

    void addresses(Map<String, String> environment, Path folder) {
        String billing = "http://localhost:" + Listener.BILLING.port(environment);
        out.println();
        row("Billing page", billing + "/billing");
        row("  sign in as", "ada@acct-42 (or ben@acct-42, read-only), password demo");
        row("  also", "ada@acct-7, ada@acct-99");
        row("billing-api", billing + "/q/swagger-ui");
        row("usage-ingest", "http://localhost:" + Listener.INGEST.port(environment) + "/v1/usage-events");
        row("credit-aggregator", "http://localhost:" + Listener.AGGREGATOR.port(environment) + "/q/health");
        row("Kafka broker", "localhost:" + Listener.KAFKA.port(environment));
        row("Schema registry", "http://localhost:" + Listener.REGISTRY.port(environment) + "/apis/ccompat/v7");
        row("PostgreSQL", "postgresql://credits:credits@localhost:" + Listener.POSTGRES.port(environment) + "/credits");
        row("CRM traffic", "form fills, SMS, AI calls and logins of the three accounts");
        row("Logs", folder.resolve("logs") + "/");
        out.println();
        row("Token for curl", "make -s token ACCOUNT=acct-42 | make -s token ROLE=operator | … ROLE=usage:write");
        row("Stop, keep data", "make down");
        row("Forget the data", "make reset");
    }

    private void row(String name, String value) {
        out.printf("  %-18s %s%n", name, value);
    }
}
