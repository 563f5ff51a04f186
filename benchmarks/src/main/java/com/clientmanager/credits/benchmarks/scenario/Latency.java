package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.BulkProducer;
import com.clientmanager.credits.benchmarks.load.OpenLoopLoad;
import com.clientmanager.credits.benchmarks.load.PreparedUsage;
import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.probe.CpuUsage;
import com.clientmanager.credits.benchmarks.probe.LatencyRounds;
import com.clientmanager.credits.benchmarks.probe.LedgerTail;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.probe.ResourceUse;
import com.clientmanager.credits.benchmarks.probe.Stopwatch;
import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Findings.Row;
import com.clientmanager.credits.benchmarks.report.Timing;
import com.clientmanager.credits.benchmarks.setup.Aggregator;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.benchmarks.setup.EngineUnderTest;
import com.clientmanager.credits.benchmarks.setup.TopicFiller;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Latency from the producer's send to the committed ledger entry, at half of the engine's throughput. */
public final class Latency {
    private static final long ONE_HOUR_MS = 3_600_000;
    /** JIT compilation continues for half a minute after the drain, whose hot paths differ. */
    private static final int WARM_UP_ROUNDS = 2;

    private final BenchStack stack;
    private final Sizes sizes;
    private final ProgressConsole console;
    private final OptionalLong recorded;
    private final TopicSet topics;
    private final EngineUnderTest engine;

    /** {@code recorded} is the throughput of OURS in events per second; measured here if there is no record. */
    public Latency(BenchStack stack, Sizes sizes, ProgressConsole console, OptionalLong recorded) {
        this.recorded = recorded;
        this.stack = stack;
        this.sizes = sizes;
        this.console = console;
        this.topics = stack.zipf("latency-", sizes.accounts());
        this.engine = new EngineUnderTest(stack, topics, Throughput.THREADS, console);
    }

    /** Opens the accounts, measures the throughput, and sends half of it for several rounds after warm-up rounds. */
    public Findings run() throws Exception {
        engine.open();
        TopicFiller.FilledRange filled = new TopicFiller(topics, console)
                .fill(topics.load(1, System.currentTimeMillis() - ONE_HOUR_MS), List.of(sizes.events()));
        Findings findings = new Findings("Latency from the producer's send to the committed ledger entry");
        UsageLoad load = topics.load(2, System.currentTimeMillis() - ONE_HOUR_MS);
        long events;
        // One process for both: the drain is also a warm-up.
        try (Aggregator aggregator = engine.start()) {
            long drained = drain(aggregator, filled).rate();
            long half = recorded.orElse(drained) / 2;
            long eachRound = half * sizes.seconds();
            events = eachRound * (WARM_UP_ROUNDS + sizes.steadyRounds());
            addTo(findings, half, measure(findings, aggregator, load, new OpenLoopLoad(half, events), eachRound));
        }
        Totals sum = filled.expected(0).plus(load.totals(events));
        return findings.require(engine.readNewEntries().differenceTo(sum));
    }

    private static void addTo(Findings findings, long half, LatencyRounds times) {
        findings.figure("eventsPerSecond", half, new Row("load, half of OURS", "%,d events/s".formatted(half), ""));
        times.addTo(findings, "ledgerP50Micros", "p50", 50, "");
        times.addTo(findings, "ledgerP99Micros", "p99", 99, "600 ms, aim 300 ms");
        findings.figure("events", times.count(), new Row("events timed", "%,d".formatted(times.count()), ""));
    }

    private Timing drain(Aggregator aggregator, TopicFiller.FilledRange filled) {
        return stopwatch(
                        "OURS at full speed",
                        aggregator,
                        filled.from(),
                        filled.marks().getFirst().to())
                .time(Sizes.warmUp(sizes.events()), sizes.events());
    }

    private Stopwatch stopwatch(String what, Aggregator aggregator, List<Long> from, List<Long> to) {
        return new Stopwatch(
                what,
                () -> aggregator.committed(Topic.USAGE_RECORDED, from, to),
                aggregator::isAlive,
                stack.cpu(),
                console);
    }

    private LatencyRounds measure(
            Findings findings, Aggregator aggregator, UsageLoad load, OpenLoopLoad steady, long eachRound)
            throws IOException {
        AtomicLongArray sentNanos = new AtomicLongArray(Math.toIntExact(steady.count()));
        LatencyRounds times = new LatencyRounds(sizes.steadyRounds());
        List<Long> from = topics.log(Topic.USAGE_RECORDED).ends();
        console.print("preparing %,d events".formatted(steady.count()));
        try (SchemaRegistryClient registry = Registry.connect(topics.at().registryUrl());
                PreparedUsage usage = PreparedUsage.of(
                        load,
                        steady.count(),
                        RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, topics.prefix()),
                        stack.folder());
                LedgerTail tail = tail(sentNanos, eachRound, times)) {
            console.print("sending %,d events/s".formatted(steady.perSecond()));
            CpuUsage cores = new CpuUsage(stack.cpu().with("engine", aggregator.pid()));
            ResourceUse before = ResourceUse.now(aggregator.metrics(), aggregator.pid(), stack.brokerPid());
            send(usage, steady, sentNanos);
            cores.addTo(findings, "generator and reader");
            stopwatch(
                            "the rest",
                            aggregator,
                            from,
                            topics.log(Topic.USAGE_RECORDED).ends())
                    .await(steady.count());
            ResourceUse.now(aggregator.metrics(), aggregator.pid(), stack.brokerPid())
                    .addTo(findings, before, steady.count());
            tail.finish();
        }
        return times;
    }

    /** Reads a quarter of the partitions: all of them would take a third of a core away from the engine. */
    private LedgerTail tail(AtomicLongArray sentNanos, long eachRound, LatencyRounds times) {
        return new LedgerTail(topics, Sizes.PARTITIONS / 4, (partition, entry, nanos) -> {
            if (entry.getType().equals("CHARGE")) {
                int number = (int) UsageLoad.number(entry.getEventId());
                int round = (int) (number / eachRound) - WARM_UP_ROUNDS;
                if (round >= 0) {
                    times.add(round, nanos - sentNanos.get(number));
                }
            }
        });
    }

    private void send(PreparedUsage usage, OpenLoopLoad steady, AtomicLongArray sentNanos) {
        String topic = Topic.USAGE_RECORDED.topicName(topics.prefix());
        try (BulkProducer sender = new BulkProducer(topics.at().bootstrapServers(), Map.of())) {
            steady.run(n -> usage.next((number, partition, key, value) -> {
                sentNanos.compareAndSet(number, 0, System.nanoTime());
                sender.send(topic, partition, key, value);
            }));
            sender.flush();
        }
    }
}
