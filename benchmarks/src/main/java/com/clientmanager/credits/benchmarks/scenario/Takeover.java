package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.run.Findings.Row;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long readers of the ledger wait when one of two instances is killed in the midst of usage and the other has a standby of its tasks. */
final class Takeover {
    private static final int PER_SECOND = 1_000;
    private static final int SECONDS_BEFORE = 40;
    private static final int SECONDS_AFTER = 40;
    private static final long MILLION = 1_000_000;

    private final Arena arena;
    private final Ours ours;
    private final Board board;
    private long killedNanos;

    Takeover(Arena arena, Ours ours, Board board) {
        this.arena = arena;
        this.ours = ours;
        this.board = board;
    }

    /** Kills {@code one} after a while; {@code other} is its fellow. {@code seed} is of a load that was not sent yet. */
    void run(Findings findings, Aggregator one, Aggregator other, long seed) throws Exception {
        UsageLoad load = arena.load(seed, System.currentTimeMillis());
        Crossing crossing = new Crossing(PER_SECOND * (SECONDS_BEFORE + SECONDS_AFTER));
        int sent;
        try (SchemaRegistryClient registry = Registry.connect(arena.at().registryUrl());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Returns returns = new Returns(
                    arena, AvroWire.of(registry, Topic.CREDIT_LEDGER, arena.prefix()), Instant.MAX, crossing);
            Future<?> reading = threads.submit(returns);
            try {
                returns.awaitListening();
                sent = send(load, crossing, one);
                new Stopwatch("charging", returns::charges, other::isAlive, new CpuClock(), board)
                        .await(load.totals(sent).charges());
            } finally {
                returns.end();
            }
            reading.get();
            tell(findings, returns, crossing);
        }
        findings.require(ours.readLedgerOn().differenceTo(load.totals(sent)));
    }

    private int send(UsageLoad load, Crossing crossing, Aggregator victim) throws Exception {
        try (Trickle trickle = new Trickle(arena, load, crossing)) {
            int[] second = {0};
            return trickle.run(PER_SECOND, () -> {
                board.show("usage around a kill, seconds", second[0], SECONDS_BEFORE + SECONDS_AFTER);
                if (second[0] == SECONDS_BEFORE) {
                    killedNanos = System.nanoTime();
                    victim.kill();
                }
                return second[0]++ == SECONDS_BEFORE + SECONDS_AFTER;
            });
        }
    }

    private void tell(Findings findings, Returns returns, Crossing crossing) {
        long joining = returns.gaps().longest(Long.MIN_VALUE, killedNanos) / MILLION;
        findings.figure(
                "joiningMs",
                joining,
                new Row(
                        "a second instance joins and takes half of the tasks: longest time that a partition had no committed line",
                        "%,d ms".formatted(joining),
                        ""));
        long gap = returns.gaps().longest(killedNanos, Long.MAX_VALUE) / MILLION;
        findings.figure(
                "takeoverMs",
                gap,
                new Row(
                        "kill -9 of one of two, with standbys: longest time that a partition had no committed line",
                        "%,d ms".formatted(gap),
                        "10 s"));
        long longest = crossing.times(killedNanos, Long.MAX_VALUE).permille(1_000);
        findings.figure(
                "takeoverEventMicros",
                longest,
                new Row("longest from an event to its committed line meanwhile", Latencies.millis(longest), ""));
    }
}
