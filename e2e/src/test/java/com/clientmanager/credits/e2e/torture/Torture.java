package com.clientmanager.credits.e2e.torture;

import com.clientmanager.credits.e2e.fuzz.HostileRecords;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalStack;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.StackOptions;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * {@code make torture}: a real broker, two aggregators with standbys, hard traffic, and random disturbances; at the end
 * every ledger line and balance must be what the oracle says, and the auditor must find nothing. Exit status 0 only
 * then. {@code KILLS}, {@code SEED}, {@code ACCOUNTS}, {@code RATE}, {@code REGISTRY_AWAY} (seconds) and {@code HURRY}
 * (percent of disturbances after which recovery is not awaited) set the size; {@code ONLY} names one kind of {@link
 * Chaos.Disturbance}.
 */
public final class Torture {
    private static final Duration SETTLE = Duration.ofSeconds(20);
    /**
     * Few, so that accounts go back and forth between objects and bytes, and identities are sealed, as with millions of
     * them.
     */
    private static final String ACCOUNTS_AS_OBJECTS = "5";

    private static final String IDENTITIES_PER_RUN = "2048";

    private Torture() {}

    public static void main(String[] args) throws Exception {
        Plan plan = Plan.fromEnvironment();
        System.out.println("Torture: " + plan);
        Path runs = Files.createDirectories(Checkout.root().resolve(".local/torture"));
        Path folder = Files.createTempDirectory(runs, "run-");
        System.out.println("Logs and data: " + folder);
        boolean clean;
        try (LocalStack stack = LocalStack.start(StackOptions.in(folder));
                Pipeline pipeline = new Pipeline(stack.addresses(), "", folder, LocalKeys.in(folder.resolve("keys")));
                Topics topics = new Topics(stack.addresses());
                SchemaRegistryClient registry =
                        Registry.connect(stack.addresses().registryUrl())) {
            pipeline.partitions(Plan.PARTITIONS)
                    .with("credits.accounts-per-task", ACCOUNTS_AS_OBJECTS)
                    .with("credits.identities-per-run", IDENTITIES_PER_RUN)
                    .deployTopics();
            publishPrices(topics, registry);
            HostileRecords hostile = new HostileRecords(stack.addresses().registryUrl(), plan.seed() + 3);
            clean = run(plan, topics, registry, hostile, new Chaos(stack, pipeline, topics, plan))
                    && audit(stack, folder);
        }
        System.out.println(clean ? "PASSED" : "FAILED: seed " + plan.seed() + ", data in " + folder);
        System.exit(clean ? 0 : 1);
    }

    private static boolean run(
            Plan plan, Topics topics, SchemaRegistryClient registry, HostileRecords hostile, Chaos chaos)
            throws InterruptedException, ExecutionException {
        chaos.startAggregators();
        Orders orders = new Orders(topics, registry, plan);
        orders.openAll(plan.accounts());
        Thread.sleep(1_000);
        Traffic traffic = new Traffic(topics, orders, registry, hostile, plan);
        Thread sender = Thread.ofPlatform().name("traffic").start(traffic);
        for (int n = 0; n < plan.kills(); n++) {
            chaos.disturb(n);
        }
        traffic.stop();
        sender.join();
        chaos.awaitTaken(topics.ends(Topic.USAGE_RECORDED));
        Thread.sleep(SETTLE);
        Verdict verdict = new Verdict(topics, registry, hostile, orders);
        List<String> differences = verdict.differences();
        report(plan, traffic, chaos, verdict);
        differences.forEach(difference -> System.out.println("  " + difference));
        return differences.isEmpty();
    }

    private static void report(Plan plan, Traffic traffic, Chaos chaos, Verdict verdict) {
        List<Long> times = chaos.recoveriesMs();
        System.out.printf("survived %d disturbances %s%n", plan.kills(), chaos.done());
        System.out.printf(
                "sent %,d; recovery p50 %.1f s, p95 %.1f s, longest %.1f s%n",
                traffic.sent(), quantile(times, 50), quantile(times, 95), quantile(times, 100));
        System.out.println(verdict.summary());
    }

    private static double quantile(List<Long> ascending, int percent) {
        int at = Math.max(0, (ascending.size() * percent + 99) / 100 - 1);
        return ascending.isEmpty() ? 0 : ascending.get(at) / 1e3;
    }

    private static void publishPrices(Topics topics, SchemaRegistryClient registry) {
        RegistryAvroCodec<ActionPrices> wire = RegistryAvroCodec.of(registry, Topic.RATE_CARD, "");
        Plan.prices().forEach(price -> {
            long micros = new BigDecimal(price.unit()).movePointRight(6).longValueExact();
            PriceVersion version = new PriceVersion(price.version(), Instant.EPOCH, Instant.EPOCH, null, micros);
            var unused = topics.send(
                    Topic.RATE_CARD,
                    price.action(),
                    wire.encode(new ActionPrices(price.action(), "unit", List.of(version))));
        });
        topics.flush();
    }

    private static boolean audit(LocalStack stack, Path folder) throws IOException, InterruptedException {
        String classes = Checkout.root().resolve("auditor/target/classes") + ":" + Checkout.classPath();
        Map<String, String> where = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", stack.addresses().bootstrapServers(),
                "SCHEMA_REGISTRY_URL", stack.addresses().registryUrl(),
                "CREDITS_APPLICATION_ID", Topics.GROUP);
        ProcessBuilder auditor = new ProcessBuilder(
                        Checkout.java(),
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        classes,
                        "com.clientmanager.credits.auditor.Audit")
                .inheritIO();
        auditor.environment().putAll(where);
        Process process = auditor.start();
        return process.waitFor(30, TimeUnit.MINUTES) && process.exitValue() == 0;
    }
}
