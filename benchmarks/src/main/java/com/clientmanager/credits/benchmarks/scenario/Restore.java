package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.probe.StateSize;
import com.clientmanager.credits.benchmarks.probe.Stopwatch;
import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Findings.Row;
import com.clientmanager.credits.benchmarks.setup.Aggregator;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.benchmarks.setup.EngineUnderTest;
import com.clientmanager.credits.benchmarks.setup.SeededIdentities;
import com.clientmanager.credits.benchmarks.setup.TopicFiller;
import com.clientmanager.credits.schemas.Topic;
import java.util.List;

/** State size, and how long recovery after SIGKILL takes without and with a standby. */
public final class Restore {
    private static final long ONE_HOUR_MS = 3_600_000;
    private static final long FEW_EVENTS = 2_000;
    private static final long MILLION = 1_000_000;

    private final BenchStack stack;
    private final Sizes sizes;
    private final ProgressConsole console;
    private final TopicSet topics;
    private final EngineUnderTest engine;

    public Restore(BenchStack stack, Sizes sizes, ProgressConsole console) {
        this.stack = stack;
        this.sizes = sizes;
        this.console = console;
        this.topics = stack.uniform("restore-", sizes.accounts());
        this.engine = new EngineUnderTest(stack, topics, Throughput.THREADS, console);
    }

    /** Opens, seeds, kills, and times the recovery. */
    public Findings run() throws Exception {
        engine.open();
        long seeded = new SeededIdentities(topics, console).write(sizes.identities() / 10, System.currentTimeMillis());
        engine.awaitIdentities(seeded);
        Findings findings = new Findings(
                "State and restore: %,d accounts, %,d identities, kill -9".formatted(sizes.accounts(), seeded));
        measureSize(findings, seeded);
        TopicFiller.FilledRange before = fill(1);
        TopicFiller.FilledRange after;
        long millis;
        try (Aggregator first = engine.start()) {
            await(first, before);
            after = fill(2);
            first.kill();
            long start = System.nanoTime();
            try (Aggregator second = engine.start()) {
                await(second, after);
                millis = (System.nanoTime() - start) / MILLION;
            }
        }
        Totals expected = before.expected(0).plus(after.expected(0));
        findings.require(engine.readNewEntries().differenceTo(expected));
        findings.figure(
                "restoreMs",
                millis,
                new Row(
                        "no standby: from start after SIGKILL until all input is committed",
                        "%,d ms".formatted(millis),
                        "30 s for 1,000,000 accounts and 20,000,000 identities"));
        takeOver(findings);
        return findings;
    }

    /**
     * A second instance restores everything; the first one restarts on its disk and then has a standby of each task it
     * does not run.
     */
    private void takeOver(Findings findings) throws Exception {
        TopicFiller.FilledRange filled = fill(3);
        try (Aggregator one = Aggregator.start(topics, stack.folder().resolve("other"), Throughput.THREADS)) {
            await(one, filled);
            findings.require(engine.readNewEntries().differenceTo(filled.expected(0)));
            try (Aggregator other = engine.start()) {
                other.metrics().awaitAtLeast("credits_streams_running", 1);
                new Takeover(topics, engine, console).run(findings, one, other, 4);
            }
        }
    }

    private void measureSize(Findings findings, long seeded) {
        StateSize size = StateSize.of(topics, Aggregator.stateDir(stack.folder(), topics));
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

    private TopicFiller.FilledRange fill(long seed) {
        return new TopicFiller(topics, console)
                .fill(topics.load(seed, System.currentTimeMillis() - ONE_HOUR_MS), List.of(FEW_EVENTS));
    }

    private void await(Aggregator aggregator, TopicFiller.FilledRange filled) {
        List<Long> to = filled.marks().getFirst().to();
        new Stopwatch(
                        "draining",
                        () -> aggregator.committed(Topic.USAGE_RECORDED, filled.from(), to),
                        aggregator::isAlive,
                        stack.cpu(),
                        console)
                .await(FEW_EVENTS);
    }
}
