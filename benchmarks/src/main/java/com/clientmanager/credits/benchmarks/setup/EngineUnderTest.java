package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.load.TopicLog;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.probe.LedgerCheck;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.probe.Stopwatch;
import com.clientmanager.credits.benchmarks.report.Outcome;
import com.clientmanager.credits.benchmarks.report.Timing;
import com.clientmanager.credits.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The engine on one topic set, with accounts opened and state kept between runs. */
public final class EngineUnderTest {
    private static final Duration ONE_DAY = Duration.ofDays(1);

    private final BenchStack stack;
    private final Path build;
    private final TopicSet topics;
    private final int threads;
    private final ProgressConsole console;
    private final LedgerCheck check;
    private LedgerCheck.@Nullable Found lastFound;

    public EngineUnderTest(BenchStack stack, TopicSet topics, int threads, ProgressConsole console) {
        this(stack, Aggregator.build(), topics, threads, console);
    }

    /** Uses the engine packaged in {@code build}, for instance of another checkout. */
    public EngineUnderTest(BenchStack stack, Path build, TopicSet topics, int threads, ProgressConsole console) {
        this.stack = stack;
        this.build = build;
        this.topics = topics;
        this.threads = threads;
        this.console = console;
        this.check = new LedgerCheck(topics);
    }

    public TopicSet topics() {
        return topics;
    }

    /** Deploys the topics, opens all accounts and waits until the engine has applied the commands. Not timed. */
    public void open() {
        open(Instant.now().minus(ONE_DAY), ZoneOffset.UTC);
    }

    /** Like {@link #open()}, with subscriptions that start at {@code started} in {@code zone}. */
    public void open(Instant started, ZoneId zone) {
        topics.deploy();
        new AccountOpening(topics, console).send(started, zone);
        TopicLog commands = topics.log(Topic.ACCOUNT_COMMANDS);
        List<Long> ends = commands.ends();
        long all = 2L * topics.accounts().count();
        try (Aggregator aggregator = start()) {
            new Stopwatch(
                            "applying commands",
                            () -> aggregator.committed(Topic.ACCOUNT_COMMANDS, commands.starts(), ends),
                            aggregator::isAlive,
                            stack.cpu(),
                            console)
                    .await(all);
        }
        LedgerCheck.Found found = check.readNew();
        String error = found.differenceTo(Totals.NONE);
        if (!error.isEmpty() || found.entries() == 0) {
            throw new IllegalStateException("the accounts of " + topics.prefix() + " did not open: " + error);
        }
    }

    /** Drains a filled range up to a mark in a new process; the first {@code warmUp} events are not timed. */
    public Outcome drain(TopicFiller.FilledRange filled, int mark, long warmUp) {
        List<Long> to = filled.marks().get(mark).to();
        Totals expected = filled.expected(mark);
        Timing timing;
        long duplicates;
        try (Aggregator aggregator = start()) {
            timing = new Stopwatch(
                            "OURS " + topics.prefix(),
                            () -> aggregator.committed(Topic.USAGE_RECORDED, filled.from(), to),
                            aggregator::isAlive,
                            stack.cpu().with("application", aggregator.pid()),
                            console)
                    .time(warmUp, expected.events());
            duplicates = aggregator.metrics().value("credits_usage_duplicates_total");
        }
        LedgerCheck.Found found = check.readNew();
        lastFound = found;
        String error = found.differenceTo(expected);
        return new Outcome(
                timing,
                duplicates == expected.duplicates()
                        ? error
                        : error + " duplicates %,d of %,d".formatted(duplicates, expected.duplicates()));
    }

    /** Starts the engine and returns when its store has at least {@code count} identities. */
    public void awaitIdentities(long count) {
        try (Aggregator aggregator = start()) {
            new Stopwatch(
                            "restoring identities",
                            () -> aggregator.metrics().valueOrZero("credits_identities"),
                            aggregator::isAlive,
                            stack.cpu(),
                            console)
                    .await(count);
        }
    }

    public Aggregator start() {
        return Aggregator.start(build, topics, stack.folder(), threads);
    }

    /** Reads the ledger entries since the last call. */
    public LedgerCheck.Found readNewEntries() {
        return check.readNew();
    }

    /** The ledger entries of the last drain. */
    public LedgerCheck.Found lastFound() {
        return Objects.requireNonNull(lastFound, "nothing drained yet");
    }
}
