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
import com.clientmanager.credits.benchmarks.setup.EngineUnderTest;
import java.time.Instant;

/**
 * How long consumers of the ledger wait when one of two instances is killed under load and the other one has standbys
 * of its tasks.
 */
final class Takeover {
    private static final int EVENTS_PER_SECOND = 1_000;
    private static final int SECONDS_BEFORE = 40;
    private static final int SECONDS_AFTER = 40;
    private static final long MILLION = 1_000_000;

    private final TopicSet topics;
    private final EngineUnderTest engine;
    private final ProgressConsole console;
    private long killedNanos;

    Takeover(TopicSet topics, EngineUnderTest engine, ProgressConsole console) {
        this.topics = topics;
        this.engine = engine;
        this.console = console;
    }

    /** Kills {@code one} after a while; {@code other} takes over. {@code seed} must be new. */
    void run(Findings findings, Aggregator one, Aggregator other, long seed) throws Exception {
        UsageLoad load = topics.load(seed, System.currentTimeMillis());
        RoundTripTimes roundTrips = new RoundTripTimes(EVENTS_PER_SECOND * (SECONDS_BEFORE + SECONDS_AFTER));
        int sent;
        LedgerArrivals arrivals = new LedgerArrivals(Sizes.PARTITIONS, Instant.MAX, roundTrips);
        try (LedgerTail tail = new LedgerTail(topics, Sizes.PARTITIONS, arrivals)) {
            sent = send(load, roundTrips, one);
            new Stopwatch("charging", arrivals::charges, other::isAlive, new CpuClock(), console)
                    .await(load.totals(sent).charges());
            tail.finish();
        }
        addTo(findings, arrivals, roundTrips);
        findings.require(engine.readNewEntries().differenceTo(load.totals(sent)));
    }

    private int send(UsageLoad load, RoundTripTimes roundTrips, Aggregator victim) throws Exception {
        try (UsageSender trickle = new UsageSender(topics, load, roundTrips)) {
            int[] second = {0};
            return trickle.run(EVENTS_PER_SECOND, () -> {
                console.progress("usage around a kill, seconds", second[0], SECONDS_BEFORE + SECONDS_AFTER);
                if (second[0] == SECONDS_BEFORE) {
                    killedNanos = System.nanoTime();
                    victim.kill();
                }
                return second[0]++ == SECONDS_BEFORE + SECONDS_AFTER;
            });
        }
    }

    private void addTo(Findings findings, LedgerArrivals arrivals, RoundTripTimes roundTrips) {
        long joining = arrivals.gaps().longest(Long.MIN_VALUE, killedNanos) / MILLION;
        findings.figure(
                "joiningMs",
                joining,
                new Row(
                        "a second instance joins and takes half of the tasks: longest time without a committed "
                                + "entry on a partition",
                        "%,d ms".formatted(joining),
                        ""));
        long gap = arrivals.gaps().longest(killedNanos, Long.MAX_VALUE) / MILLION;
        findings.figure(
                "takeoverMs",
                gap,
                new Row(
                        "kill -9 of one of two, with standbys: longest time without a committed entry on a partition",
                        "%,d ms".formatted(gap),
                        "10 s"));
        long longest = roundTrips.between(killedNanos, Long.MAX_VALUE).percentile(100);
        findings.figure(
                "takeoverEventMicros",
                longest,
                new Row("event to committed entry, longest, meanwhile", Latencies.millis(longest), ""));
    }
}
