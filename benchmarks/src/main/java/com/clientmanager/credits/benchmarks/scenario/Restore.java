package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.run.Findings.Row;
import com.clientmanager.credits.schemas.Topic;
import java.util.List;

/** What the state weighs, and how long the engine takes to be back after SIGKILL, without a standby and with one. */
public final class Restore {
    private static final long AN_HOUR_MS = 3_600_000;
    private static final long FEW_EVENTS = 2_000;
    private static final long MILLION = 1_000_000;

    private final BenchStack stack;
    private final Sizes sizes;
    private final Board board;
    private final Arena arena;
    private final Ours ours;

    /** Starts nothing yet. */
    public Restore(BenchStack stack, Sizes sizes, Board board) {
        this.stack = stack;
        this.sizes = sizes;
        this.board = board;
        this.arena = new Arena(
                stack.addresses(),
                "restore-",
                new Accounts(sizes.accounts(), Sizes.PARTITIONS),
                new Spread.Uniform(sizes.accounts()));
        this.ours = new Ours(stack, arena, Throughput.THREADS, board);
    }

    /** Opens, seeds, kills, and times the return. */
    public Findings run() throws Exception {
        ours.open();
        long seeded = new SeededIdentities(arena, board).write(sizes.identities() / 10, System.currentTimeMillis());
        ours.awaitIdentities(seeded);
        Findings findings = new Findings(
                "State and restore: %,d accounts, %,d identities, kill -9".formatted(sizes.accounts(), seeded));
        weigh(findings, seeded);
        Filling.Filled before = fill(1);
        Filling.Filled after;
        long millis;
        try (Aggregator first = ours.start()) {
            await(first, before);
            after = fill(2);
            first.kill();
            long start = System.nanoTime();
            try (Aggregator second = ours.start()) {
                await(second, after);
                millis = (System.nanoTime() - start) / MILLION;
            }
        }
        Totals expected = SideProcess.expected(before, 0).plus(SideProcess.expected(after, 0));
        findings.require(ours.readLedgerOn().differenceTo(expected));
        findings.figure(
                "restoreMs",
                millis,
                new Row(
                        "no standby: from start after SIGKILL to everything read committed",
                        "%,d ms".formatted(millis),
                        "30 s for 1,000,000 accounts and 20,000,000 identities"));
        takeOver(findings);
        return findings;
    }

    /** A second instance restores everything; the first one comes back to what it left on its disk, which is then a standby of all that it does not do itself. */
    private void takeOver(Findings findings) throws Exception {
        Filling.Filled filled = fill(3);
        try (Aggregator one = Aggregator.start(arena, stack.folder().resolve("other"), Throughput.THREADS)) {
            await(one, filled);
            findings.require(ours.readLedgerOn().differenceTo(SideProcess.expected(filled, 0)));
            try (Aggregator other = ours.start()) {
                other.metrics().awaitAtLeast("credits_streams_running", 1);
                new Takeover(arena, ours, board).run(findings, one, other, 4);
            }
        }
    }

    private void weigh(Findings findings, long seeded) {
        StateSize size = StateSize.of(arena, stack.folder());
        perMillion(findings, "identityBytesPerMillion", "identities, changelog", size.identityLog(), seeded);
        perMillion(findings, "identityDiskBytesPerMillion", "identities, local disk", size.identityDisk(), seeded);
        perMillion(findings, "accountBytesPerMillion", "accounts, changelog", size.accountLog(), sizes.accounts());
        perMillion(
                findings, "accountDiskBytesPerMillion", "accounts, local disk", size.accountDisk(), sizes.accounts());
    }

    private static void perMillion(Findings findings, String name, String what, long bytes, long count) {
        long each = bytes * MILLION / count;
        findings.figure(name, each, new Row("a million " + what, "%,d bytes".formatted(each), ""));
    }

    private Filling.Filled fill(long seed) {
        return new Filling(arena, board)
                .fill(arena.load(seed, System.currentTimeMillis() - AN_HOUR_MS), List.of(FEW_EVENTS));
    }

    private void await(Aggregator aggregator, Filling.Filled filled) {
        List<Long> to = filled.marks().getFirst().to();
        new Stopwatch(
                        "draining",
                        () -> aggregator.committed(Topic.USAGE_RECORDED, filled.from(), to),
                        aggregator::isAlive,
                        stack.cpu(),
                        board)
                .await(FEW_EVENTS);
    }
}
