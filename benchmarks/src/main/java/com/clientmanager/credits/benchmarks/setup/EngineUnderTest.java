package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Our engine on one arena, with its accounts open and its state kept between runs. */
final class Ours {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final BenchStack stack;
    private final Path build;
    private final Arena arena;
    private final int threads;
    private final Board board;
    private final LedgerCheck check;
    private LedgerCheck.@Nullable Found lastFound;

    Ours(BenchStack stack, Arena arena, int threads, Board board) {
        this(stack, Aggregator.build(), arena, threads, board);
    }

    /** The engine packaged in {@code build}, for instance by another checkout. */
    Ours(BenchStack stack, Path build, Arena arena, int threads, Board board) {
        this.stack = stack;
        this.build = build;
        this.arena = arena;
        this.threads = threads;
        this.board = board;
        this.check = new LedgerCheck(arena);
    }

    Arena arena() {
        return arena;
    }

    /** Deploys the topics, opens all accounts and waits until the engine has obeyed. Not timed. */
    void open() {
        open(Instant.now().minus(A_DAY), ZoneOffset.UTC);
    }

    /** The same with subscriptions that started then, in that zone. */
    void open(Instant started, ZoneId zone) {
        arena.deploy();
        new Opening(arena, board).send(started, zone);
        TopicLog commands = arena.log(Topic.ACCOUNT_COMMANDS);
        List<Long> ends = commands.ends();
        long all = 2L * arena.accounts().count();
        try (Aggregator aggregator = start()) {
            new Stopwatch(
                            "obeying commands",
                            () -> aggregator.committed(Topic.ACCOUNT_COMMANDS, commands.starts(), ends),
                            aggregator::isAlive,
                            stack.cpu(),
                            board)
                    .await(all);
        }
        LedgerCheck.Found found = check.readOn();
        String wrong = found.differenceTo(Totals.NONE);
        if (!wrong.isEmpty() || found.lines() == 0) {
            throw new IllegalStateException("the accounts of " + arena.prefix() + " did not open: " + wrong);
        }
    }

    /** Drains a filled range up to a mark in a fresh process; the first {@code warmUp} events are not timed. */
    Outcome drain(Filling.Filled filled, int mark, long warmUp) {
        List<Long> to = filled.marks().get(mark).to();
        Totals expected = SideProcess.expected(filled, mark);
        Drained drained;
        long duplicates;
        try (Aggregator aggregator = start()) {
            drained = new Stopwatch(
                            "OURS " + arena.prefix(),
                            () -> aggregator.committed(Topic.USAGE_RECORDED, filled.from(), to),
                            aggregator::isAlive,
                            stack.cpu().with("side", aggregator.pid()),
                            board)
                    .time(warmUp, expected.events());
            duplicates = aggregator.metrics().value("credits_usage_duplicates_total");
        }
        LedgerCheck.Found found = check.readOn();
        lastFound = found;
        String wrong = found.differenceTo(expected);
        return new Outcome(
                drained,
                duplicates == expected.duplicates()
                        ? wrong
                        : wrong + " duplicates %,d of %,d".formatted(duplicates, expected.duplicates()));
    }

    /** Starts the engine and returns when it remembers at least {@code count} identities, for instance seeded ones. */
    void awaitIdentities(long count) {
        try (Aggregator aggregator = start()) {
            new Stopwatch(
                            "restoring identities",
                            () -> aggregator.metrics().valueOrZero("credits_identities"),
                            aggregator::isAlive,
                            stack.cpu(),
                            board)
                    .await(count);
        }
    }

    Aggregator start() {
        return Aggregator.start(build, arena, stack.folder(), threads);
    }

    /** What came to the ledger since the last look at it. */
    LedgerCheck.Found readLedgerOn() {
        return check.readOn();
    }

    /** What the check found after the last drain. */
    LedgerCheck.Found lastFound() {
        return Objects.requireNonNull(lastFound, "nothing drained yet");
    }
}
