package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.run.Findings.Row;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What becomes of usage while the cycles of all accounts end in the same instant (R13). */
public final class Renewals {
    private static final int PER_SECOND = 1_000;
    private static final int SECONDS_MAX = 600;
    private static final int OPENED_A_SECOND = 1_500;
    private static final Duration STARTING = Duration.ofMinutes(2);
    /** Usage flows for this long before the boundary: it warms the engine up, and shows what is usual. */
    private static final Duration BEFORE = Duration.ofSeconds(30);

    private static final Duration USUAL = Duration.ofSeconds(8);

    private final Sizes sizes;
    private final Board board;
    private final Arena arena;
    private final Ours ours;

    /** Starts nothing yet. */
    public Renewals(BenchStack stack, Sizes sizes, Board board) {
        this.sizes = sizes;
        this.board = board;
        int accounts = sizes.accountsDueTogether();
        this.arena = new Arena(
                stack.addresses(), "renewals-", new Accounts(accounts, Sizes.PARTITIONS), new Spread.Uniform(accounts));
        this.ours = new Ours(stack, arena, Throughput.THREADS, board);
    }

    /** Opens the accounts ahead of their boundary, then sends usage until all are renewed. */
    public Findings run() throws Exception {
        int accounts = sizes.accountsDueTogether();
        Boundary boundary = new Boundary(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(STARTING).plusSeconds(accounts / OPENED_A_SECOND));
        ours.open(boundary.startedAt(), boundary.zone());
        Findings findings = new Findings(
                "Usage while the cycles of %,d accounts end at once, %,d events/s".formatted(accounts, PER_SECOND));
        UsageLoad load = arena.load(1, boundary.at().toEpochMilli());
        Crossing crossing = new Crossing(PER_SECOND * SECONDS_MAX);
        int sent;
        try (Aggregator aggregator = ours.start();
                SchemaRegistryClient registry = Registry.connect(arena.at().registryUrl());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            awaitWallClock(findings, boundary.at().minus(BEFORE));
            Returns returns = new Returns(
                    arena, AvroWire.of(registry, Topic.CREDIT_LEDGER, arena.prefix()), boundary.at(), crossing);
            Future<?> reading = threads.submit(returns);
            try {
                returns.awaitListening();
                sent = send(load, crossing, returns);
                awaitCharges(aggregator, returns, load.totals(sent).charges());
            } finally {
                returns.end();
            }
            reading.get();
            tell(findings, returns, crossing);
        }
        return findings.require(ours.readLedgerOn().differenceTo(load.totals(sent)));
    }

    private int send(UsageLoad load, Crossing crossing, Returns returns) throws Exception {
        int accounts = sizes.accountsDueTogether();
        try (Trickle trickle = new Trickle(arena, load, crossing)) {
            return trickle.run(PER_SECOND, () -> {
                board.show("renewing", returns.renewals(), accounts);
                return returns.renewals() == accounts;
            });
        }
    }

    private void awaitCharges(Aggregator aggregator, Returns returns, long charges) {
        new Stopwatch("charging", returns::charges, aggregator::isAlive, new CpuClock(), board).await(charges);
    }

    private void awaitWallClock(Findings findings, Instant at) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), at);
        if (left.isNegative()) {
            findings.require(
                    "the accounts were not open in time, %d s after usage was to begin".formatted(-left.toSeconds()));
            return;
        }
        board.say("accounts are open; usage begins in %d s, the boundary comes %d s later"
                .formatted(left.toSeconds(), BEFORE.toSeconds()));
        Thread.sleep(left);
    }

    private void tell(Findings findings, Returns returns, Crossing crossing) {
        int accounts = sizes.accountsDueTogether();
        if (returns.renewals() != accounts) {
            findings.require("renewed %,d of %,d accounts".formatted(returns.renewals(), accounts));
        }
        long from = returns.firstRenewal();
        long to = returns.lastRenewal();
        long usual = from - USUAL.toNanos();
        long millis = (to - from) / 1_000_000;
        long rate = accounts * 1_000L / Math.max(1, millis);
        findings.figure(
                "renewalsMs", millis, new Row("from the first renewal to the last", "%,d ms".formatted(millis), ""));
        findings.figure("renewalsPerSecond", rate, new Row("renewals", "%,d/s".formatted(rate), ""));
        long usualGap = returns.gaps().longest(usual, from);
        long renewingGap = returns.gaps().longest(from, to);
        tell(findings, "usual", "usual", usualGap, crossing.times(usual, from));
        tell(findings, "renewing", "while renewing", renewingGap, crossing.times(from, to));
        long stall = Math.max(0, renewingGap - usualGap) / 1_000;
        findings.figure(
                "stallMicros",
                stall,
                new Row("stall: how much longer than usual", Latencies.millis(stall), "250 ms at a time"));
    }

    private static void tell(Findings findings, String name, String when, long gapNanos, Latencies times) {
        long gap = gapNanos / 1_000;
        findings.figure(
                name + "GapMicros",
                gap,
                new Row("longest time that a partition had no charge, " + when, Latencies.millis(gap), ""));
        for (int permille : new int[] {500, 990, 1_000}) {
            long micros = times.permille(permille);
            String what = permille == 1_000 ? "longest" : "p" + permille / 10;
            findings.figure(
                    name + "P" + permille + "Micros",
                    micros,
                    new Row("event to committed line, %s, %s".formatted(what, when), Latencies.millis(micros), ""));
        }
    }
}
