package com.clientmanager.credits.e2e.fuzz;

import com.clientmanager.credits.localstack.Pipeline;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends a plan's inputs to a running pipeline, waits until all are processed and projected, and compares everything
 * with what was expected.
 */
final class FuzzRun {
    private static final long PROGRESS_NANOS = Duration.ofSeconds(5).toNanos();
    /** Without any progress for so long, something is stuck. */
    private static final long STUCK_NANOS = Duration.ofSeconds(90).toNanos();

    /** Longer than the outbox of billing-api takes to send. */
    private static final long POLL_INTERVAL_MS = 1_500;

    private final FuzzPlan plan;
    private final Pipeline pipeline;
    private final Services services;
    private final Accounts accounts;
    private final Findings findings = new Findings();
    private final long began = System.nanoTime();

    FuzzRun(FuzzPlan plan, Pipeline pipeline) {
        this.plan = plan;
        this.pipeline = pipeline;
        this.services = new Services(pipeline);
        this.accounts = new Accounts(plan.size());
    }

    /** Runs it all; what is found is printed as well. */
    Findings run() throws IOException, InterruptedException, ExecutionException, SQLException {
        System.out.println("Fuzz: SIZE=" + plan.size() + " SEED=" + plan.seed());
        services.open(accounts.good());
        services.open(accounts.hostileOpened());
        try (Log log = new Log(pipeline.stack().bootstrapServers())) {
            Schemas registry = new Schemas(pipeline.stack().registryUrl());
            Mix mix = new Mix(plan, log, registry, accounts, services.ingestPort(), services.ingestToken());
            say(mix.summary());
            send(mix, log);
            Map<TopicPartition, Long> ends = awaitQuiet(log);
            if (!ends.isEmpty()) {
                judge(log, registry, mix, ends);
            }
            services.judgeHealth(findings);
            report(log, mix);
        }
        return findings;
    }

    private void send(Mix mix, Log log) throws IOException, InterruptedException {
        long said = System.nanoTime();
        int number = 0;
        for (int sent = 0; sent < plan.size(); number++) {
            sent += mix.send(number);
            if (System.nanoTime() - said > PROGRESS_NANOS) {
                said = System.nanoTime();
                say(String.format("%,d of %,d sent", sent, plan.size()));
            }
        }
        log.flush();
        say(String.format(
                "all sent; %d differences so far over HTTP",
                mix.calls().differences().size()));
    }

    /**
     * Waits until everything is processed and projected, and nothing more follows from it: what was rejected may be
     * replayed by billing-api. Returns where the inputs ended then; empty when something is stuck.
     */
    private Map<TopicPartition, Long> awaitQuiet(Log log)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        Tables tables = new Tables(pipeline.stack());
        Map<TopicPartition, Long> before = Map.of();
        while (true) {
            Map<TopicPartition, Long> ends = inputs(log);
            if (!awaitEngine(log, ends) || !awaitProjection(log, tables)) {
                return Map.of();
            }
            Map<TopicPartition, Long> now = log.ends(Names.LEDGER, FuzzPlan.PARTITIONS);
            now.putAll(log.ends(Names.REJECTED, FuzzPlan.PARTITIONS));
            if (now.equals(before) && tables.waiting() == 0) {
                return ends;
            }
            before = now;
            Thread.sleep(POLL_INTERVAL_MS);
        }
    }

    private static Map<TopicPartition, Long> inputs(Log log) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>(log.ends(Names.USAGE, FuzzPlan.PARTITIONS));
        ends.putAll(log.ends(Names.COMMANDS, FuzzPlan.PARTITIONS));
        return ends;
    }

    /** A number that falls to 0. */
    private interface Lag {
        long now() throws IOException, InterruptedException, ExecutionException, SQLException;
    }

    private boolean awaitEngine(Log log, Map<TopicPartition, Long> ends)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        boolean done = await("the engine", () -> lag(log, ends));
        if (!done) {
            Map<TopicPartition, Long> committed = log.committedByEngine();
            ends.forEach((partition, end) -> {
                long next = committed.getOrDefault(partition, 0L);
                Place place = new Place(partition.topic(), partition.partition(), next);
                if (next < end) {
                    findings.differs("the engine stands at " + place + ", where lies " + log.described(place));
                }
            });
        }
        return done;
    }

    private static long lag(Log log, Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = log.committedByEngine();
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private boolean awaitProjection(Log log, Tables tables)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (String topic : List.of(Names.LEDGER, Names.BALANCES, Names.REJECTED)) {
            ends.putAll(log.ends(topic, FuzzPlan.PARTITIONS));
        }
        return await("the projection", () -> tables.lag(ends));
    }

    private boolean await(String who, Lag lag)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        long least = Long.MAX_VALUE;
        long progressed = System.nanoTime();
        long said = 0;
        for (long now = lag.now(); now > 0; now = lag.now()) {
            if (now < least) {
                least = now;
                progressed = System.nanoTime();
            }
            if (System.nanoTime() - progressed > STUCK_NANOS || !services.areAlive(findings)) {
                findings.differs(who + " makes no progress; " + now + " records are left");
                return false;
            }
            if (System.nanoTime() - said > PROGRESS_NANOS) {
                said = System.nanoTime();
                say(String.format("%s has %,d records left", who, now));
            }
            Thread.sleep(200);
        }
        return true;
    }

    private void judge(Log log, Schemas registry, Mix mix, Map<TopicPartition, Long> ends)
            throws IOException, InterruptedException, SQLException {
        Outputs outputs = new Outputs(log, registry, findings);
        UsageVerdict usage = new UsageVerdict(log, registry, accounts, outputs, findings);
        CommandVerdict commands = new CommandVerdict(log, registry, outputs, findings);
        Set<String> ids = new HashSet<>();
        log.read(Names.COMMANDS, record -> onlyBefore(ends, record, () -> commands.judge(record)));
        log.read(Names.USAGE, record -> onlyBefore(ends, record, () -> usage.judge(record)));
        new LedgerVerdict(outputs, findings).judge(accounts, usage.charged());
        new Tables(pipeline.stack()).judge(outputs, findings);
        usage.charged().values().forEach(lines -> lines.forEach(line -> ids.add(line.eventSource() + line.eventId())));
        for (String id : mix.calls().accepted()) {
            findings.check(ids.contains(HostileCalls.SOURCE + id), "accepted over HTTP and not charged: " + id);
        }
        for (String account : accounts.good()) {
            services.judge(account, outputs.ledgers().getOrDefault(account, List.of()), findings);
        }
    }

    private static void onlyBefore(
            Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> record, Runnable then) {
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
            then.run();
        }
    }

    private void report(Log log, Mix mix) {
        mix.calls().differences().forEach(findings::differs);
        say("what became of the inputs:");
        System.out.print(findings.table());
        mix.calls().statuses().forEach((kind, count) -> System.out.printf("  %-45s %,9d%n", kind, count));
        log.refusedByBroker()
                .forEach((kind, count) -> System.out.printf("  refused by the broker: %s %s%n", kind, count));
        findings.differences().forEach(difference -> System.out.println("✗ SEED=" + plan.seed() + " " + difference));
        say(findings.count() + " differences");
    }

    private void say(String what) {
        System.out.printf("  %4d s  %s%n", (System.nanoTime() - began) / 1_000_000_000, what);
    }
}
