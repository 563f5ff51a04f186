package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.run.Findings.Row;
import com.clientmanager.credits.benchmarks.side.Sender;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long a producer's event takes to its committed ledger line, at half of what our engine can do. */
public final class Latency {
    private static final long AN_HOUR_MS = 3_600_000;
    /** The compiler goes on for half a minute after a drain, whose paths are others. */
    private static final int WARM_UP_ROUNDS = 2;

    private final BenchStack stack;
    private final Sizes sizes;
    private final Board board;
    private final OptionalLong recorded;
    private final Arena arena;
    private final Ours ours;

    /** Starts nothing yet. {@code recorded} is what OURS does, in events a second; measured here where there is no record. */
    public Latency(BenchStack stack, Sizes sizes, Board board, OptionalLong recorded) {
        this.recorded = recorded;
        this.stack = stack;
        this.sizes = sizes;
        this.board = board;
        this.arena = new Arena(
                stack.addresses(),
                "latency-",
                new Accounts(sizes.accounts(), Sizes.PARTITIONS),
                new Spread.Zipf(sizes.accounts()));
        this.ours = new Ours(stack, arena, Throughput.THREADS, board);
    }

    /** Opens the accounts, measures what the engine can do, and then sends half of that for some rounds, of which the first warm up. */
    public Findings run() throws Exception {
        ours.open();
        Filling.Filled filled = new Filling(arena, board)
                .fill(arena.load(1, System.currentTimeMillis() - AN_HOUR_MS), List.of(sizes.events()));
        Findings findings = new Findings("Latency from the producer's send to the committed ledger line");
        UsageLoad load = arena.load(2, System.currentTimeMillis() - AN_HOUR_MS);
        long events;
        // One process for both: the drain also warms it up.
        try (Aggregator aggregator = ours.start()) {
            long drained = drain(aggregator, filled).rate();
            long half = recorded.orElse(drained) / 2;
            long eachRound = half * sizes.seconds();
            events = eachRound * (WARM_UP_ROUNDS + sizes.steadyRounds());
            tell(findings, half, measure(findings, aggregator, load, new Steady(half, events), eachRound));
        }
        Totals sum = SideProcess.expected(filled, 0).plus(load.totals(events));
        return findings.require(ours.readLedgerOn().differenceTo(sum));
    }

    private static void tell(Findings findings, long half, LatencyRounds times) {
        findings.figure("eventsPerSecond", half, new Row("load, half of OURS", "%,d events/s".formatted(half), ""));
        times.tell(findings, "ledgerP50Micros", "p50", 500, "");
        times.tell(findings, "ledgerP99Micros", "p99", 990, "600 ms, aim 300 ms");
        findings.figure("events", times.count(), new Row("events timed", "%,d".formatted(times.count()), ""));
    }

    private Drained drain(Aggregator aggregator, Filling.Filled filled) {
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
                board);
    }

    private LatencyRounds measure(
            Findings findings, Aggregator aggregator, UsageLoad load, Steady steady, long eachRound) throws Exception {
        AtomicLongArray sentNanos = new AtomicLongArray(Math.toIntExact(steady.count()));
        TopicLog log = arena.log(Topic.USAGE_RECORDED);
        List<Long> from = log.ends();
        board.say("making %,d events".formatted(steady.count()));
        try (SchemaRegistryClient registry = Registry.connect(arena.at().registryUrl());
                PreparedUsage usage = PreparedUsage.of(
                        load,
                        steady.count(),
                        AvroWire.of(registry, Topic.USAGE_RECORDED, arena.prefix()),
                        stack.folder());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Arrivals arrivals = new Arrivals(arena, AvroWire.of(registry, Topic.CREDIT_LEDGER, arena.prefix()));
            Future<LatencyRounds> timed = threads.submit(() -> arrivals.time(sentNanos, eachRound, WARM_UP_ROUNDS));
            try {
                arrivals.awaitListening();
                board.say("sending %,d events/s".formatted(steady.perSecond()));
                CoresInUse cores = new CoresInUse(stack.cpu().with("engine", aggregator.pid()));
                Spending before = Spending.now(aggregator, stack.brokerPid());
                send(usage, steady, sentNanos);
                cores.tell(findings, "generator and reader");
                stopwatch("the rest", aggregator, from, log.ends()).await(steady.count());
                Spending.now(aggregator, stack.brokerPid()).tell(findings, before, steady.count());
            } finally {
                arrivals.end();
            }
            return result(timed);
        }
    }

    private void send(PreparedUsage usage, Steady steady, AtomicLongArray sentNanos) {
        String topic = Topic.USAGE_RECORDED.topicName(arena.prefix());
        try (Sender sender = new Sender(arena.at().bootstrapServers(), Map.of())) {
            steady.run(n -> usage.next((number, partition, key, value) -> {
                sentNanos.compareAndSet(number, 0, System.nanoTime());
                sender.send(topic, partition, key, value);
            }));
            sender.flush();
        }
    }

    private static LatencyRounds result(Future<LatencyRounds> timed) throws IOException, InterruptedException {
        try {
            return timed.get();
        } catch (ExecutionException e) {
            throw new IOException("the ledger could not be read", e.getCause());
        }
    }

    /** The charged event's number in the load. */
    static int number(LedgerEntryPosted line) {
        return (int) UsageLoad.number(line.getEventId());
    }
}
