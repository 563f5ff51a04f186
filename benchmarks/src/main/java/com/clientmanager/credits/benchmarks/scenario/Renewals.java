package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.probe.CpuClock;
import com.clientmanager.credits.benchmarks.probe.Latencies;
import com.clientmanager.credits.benchmarks.probe.LedgerArrivals;
import com.clientmanager.credits.benchmarks.probe.LedgerTail;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.probe.RoundTripTimes;
import com.clientmanager.credits.benchmarks.probe.Stopwatch;
import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Findings.Row;
import com.clientmanager.credits.benchmarks.setup.Aggregator;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.benchmarks.setup.CycleBoundary;
import com.clientmanager.credits.benchmarks.setup.EngineUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Latency of usage while the cycles of all accounts end at the same instant (R13). */
public final class Renewals {
    private static final int EVENTS_PER_SECOND = 1_000;
    private static final int MAX_SECONDS = 600;
    private static final int OPENED_PER_SECOND = 1_500;
    private static final Duration START_ALLOWANCE = Duration.ofMinutes(2);
    /** Usage is sent for this long before the boundary: as a warm-up and to measure the usual latency. */
    private static final Duration LEAD_TIME = Duration.ofSeconds(30);

    private static final Duration BASELINE_WINDOW = Duration.ofSeconds(8);

    private final Sizes sizes;
    private final ProgressConsole console;
    private final TopicSet topics;
    private final EngineUnderTest engine;

    public Renewals(BenchStack stack, Sizes sizes, ProgressConsole console) {
        this.sizes = sizes;
        this.console = console;
        int accounts = sizes.accountsDueTogether();
        this.topics = stack.uniform("renewals-", accounts);
        this.engine = new EngineUnderTest(stack, topics, Throughput.THREADS, console);
    }

    /** Opens the accounts before their boundary, then sends usage until all are renewed. */
    public Findings run() throws Exception {
        int accounts = sizes.accountsDueTogether();
        CycleBoundary boundary = new CycleBoundary(Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(START_ALLOWANCE)
                .plusSeconds(accounts / OPENED_PER_SECOND));
        engine.open(boundary.startedAt(), boundary.zone());
        Findings findings = new Findings("Usage while the cycles of %,d accounts end at once, %,d events/s"
                .formatted(accounts, EVENTS_PER_SECOND));
        UsageLoad load = topics.load(1, boundary.at().toEpochMilli());
        RoundTripTimes roundTrips = new RoundTripTimes(EVENTS_PER_SECOND * MAX_SECONDS);
        int sent;
        LedgerArrivals arrivals = new LedgerArrivals(Sizes.PARTITIONS, boundary.at(), roundTrips);
        try (Aggregator aggregator = engine.start()) {
            awaitWallClock(findings, boundary.at().minus(LEAD_TIME));
            try (LedgerTail tail = new LedgerTail(topics, Sizes.PARTITIONS, arrivals)) {
                sent = send(load, roundTrips, arrivals);
                awaitCharges(aggregator, arrivals, load.totals(sent).charges());
                tail.finish();
            }
            addTo(findings, arrivals, roundTrips);
        }
        return findings.require(engine.readNewEntries().differenceTo(load.totals(sent)));
    }

    private int send(UsageLoad load, RoundTripTimes roundTrips, LedgerArrivals arrivals) throws Exception {
        int accounts = sizes.accountsDueTogether();
        try (UsageSender trickle = new UsageSender(topics, load, roundTrips)) {
            return trickle.run(EVENTS_PER_SECOND, () -> {
                console.progress("renewing", arrivals.renewals(), accounts);
                return arrivals.renewals() == accounts;
            });
        }
    }

    private void awaitCharges(Aggregator aggregator, LedgerArrivals arrivals, long charges) {
        new Stopwatch("charging", arrivals::charges, aggregator::isAlive, new CpuClock(), console).await(charges);
    }

    private void awaitWallClock(Findings findings, Instant at) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), at);
        if (left.isNegative()) {
            findings.require("the accounts were opened %d s too late".formatted(-left.toSeconds()));
            return;
        }
        console.print("accounts are open; usage starts in %d s, the boundary follows %d s later"
                .formatted(left.toSeconds(), LEAD_TIME.toSeconds()));
        Thread.sleep(left);
    }

    private void addTo(Findings findings, LedgerArrivals arrivals, RoundTripTimes roundTrips) {
        int accounts = sizes.accountsDueTogether();
        if (arrivals.renewals() != accounts) {
            findings.require("renewed %,d of %,d accounts".formatted(arrivals.renewals(), accounts));
        }
        long from = arrivals.firstRenewal();
        long to = arrivals.lastRenewal();
        long usual = from - BASELINE_WINDOW.toNanos();
        long millis = (to - from) / 1_000_000;
        long rate = accounts * 1_000L / Math.max(1, millis);
        findings.figure(
                "renewalsMs", millis, new Row("from the first renewal to the last", "%,d ms".formatted(millis), ""));
        findings.figure("renewalsPerSecond", rate, new Row("renewals", "%,d/s".formatted(rate), ""));
        long usualGap = arrivals.gaps().longest(usual, from);
        long renewingGap = arrivals.gaps().longest(from, to);
        add(findings, "usual", "usual", usualGap, roundTrips.between(usual, from));
        add(findings, "renewing", "while renewing", renewingGap, roundTrips.between(from, to));
        long stall = Math.max(0, renewingGap - usualGap) / 1_000;
        findings.figure(
                "stallMicros",
                stall,
                new Row("stall: how much longer than usual", Latencies.millis(stall), "250 ms at a time"));
    }

    private static void add(Findings findings, String name, String when, long gapNanos, Latencies times) {
        long gap = gapNanos / 1_000;
        findings.figure(
                name + "GapMicros",
                gap,
                new Row("longest time without a charge on a partition, " + when, Latencies.millis(gap), ""));
        for (int permille : new int[] {500, 990, 1_000}) {
            long micros = times.percentile(permille / 10.0);
            String what = permille == 1_000 ? "longest" : "p" + permille / 10;
            findings.figure(
                    name + "P" + permille + "Micros",
                    micros,
                    new Row("event to committed entry, %s, %s".formatted(what, when), Latencies.millis(micros), ""));
        }
    }
}
