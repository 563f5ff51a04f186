package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.schemas.SchemaDeploy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine of this checkout against another build of it: both drain the same events, each on topics and state of its
 * own, one directly after the other. The order alternates from pair to pair, so that drift of the machine favours neither.
 */
public final class Comparison {
    /** The build of the environment variable BEFORE. */
    public static final String BEFORE = "before";
    /** The build of this checkout. */
    public static final String AFTER = "after";

    private static final int DEFAULT_PAIRS = 10;
    private static final long AN_HOUR_MS = 3_600_000;

    private final BenchStack stack;
    private final Sizes sizes;
    private final Board board;
    private final Path buildBefore;
    private final int pairs;
    private final Ours before;
    private final Ours after;

    private Comparison(BenchStack stack, Sizes sizes, Board board, Path buildBefore, int pairs) {
        this.stack = stack;
        this.sizes = sizes;
        this.board = board;
        this.buildBefore = buildBefore;
        this.pairs = pairs;
        this.before = engine(BEFORE, buildBefore);
        this.after = engine(AFTER, Aggregator.build());
    }

    /**
     * Takes BEFORE, the {@code credit-aggregator/target/quarkus-app} folder of another checkout, and PAIRS, 10 unless set.
     *
     * @throws IllegalArgumentException when BEFORE is missing or no packaged engine
     */
    public static Comparison fromEnvironment(BenchStack stack, Sizes sizes, Board board) {
        String build = System.getenv("BEFORE");
        if (build == null || !Files.exists(Path.of(build).resolve("quarkus-run.jar"))) {
            throw new IllegalArgumentException(
                    "PART=compare needs BEFORE=<checkout>/credit-aggregator/target/quarkus-app, packaged by make build");
        }
        String pairs = System.getenv("PAIRS");
        return new Comparison(
                stack,
                sizes,
                board,
                Path.of(build).toAbsolutePath(),
                pairs == null || pairs.isBlank() ? DEFAULT_PAIRS : Integer.parseInt(pairs));
    }

    private Ours engine(String name, Path build) {
        Accounts accounts = new Accounts(sizes.accounts(), Sizes.PARTITIONS);
        Arena arena = new Arena(stack.addresses(), name + "-", accounts, new Spread.Zipf(sizes.accounts()));
        return new Ours(stack, build, arena, Throughput.THREADS, board);
    }

    /** Runs all pairs; a pair before them warms the machine and does not count. */
    public List<Run> run() {
        deploySchemasOfBefore();
        for (Ours engine : List.of(before, after)) {
            board.say("opening %,d accounts for %s"
                    .formatted(sizes.accounts(), engine.arena().prefix()));
            engine.open();
        }
        List<Run> runs = new ArrayList<>();
        for (int pair = 0; pair <= pairs; pair++) {
            boolean isOldFirst = pair % 2 == 0;
            Run first = drain(pair, isOldFirst ? BEFORE : AFTER);
            Run second = drain(pair, isOldFirst ? AFTER : BEFORE);
            if (pair > 0) {
                runs.add(first);
                runs.add(second);
            }
        }
        return runs;
    }

    /** The older engine asks the registry for the ids of its own schemas, so they are registered before the newer ones. */
    private void deploySchemasOfBefore() {
        String libraries = buildBefore.resolve("lib/main").resolve("*").toString();
        ProcessBuilder deploy = new ProcessBuilder(Checkout.java(), "-cp", libraries, SchemaDeploy.class.getName());
        deploy.environment().put("KAFKA_BOOTSTRAP_SERVERS", stack.addresses().bootstrapServers());
        deploy.environment().put("SCHEMA_REGISTRY_URL", stack.addresses().registryUrl());
        deploy.environment().put("CREDITS_TOPIC_PREFIX", before.arena().prefix());
        deploy.environment().put("CREDITS_PARTITIONS", Integer.toString(Sizes.PARTITIONS));
        Path log = stack.folder().resolve("logs/deploy-before.log");
        try {
            int exit = deploy.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("deploying the schemas of BEFORE failed: see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Run drain(int pair, String side) {
        Ours engine = side.equals(BEFORE) ? before : after;
        long events = sizes.comparedEvents();
        Filling.Filled filled = new Filling(engine.arena(), board)
                .fill(engine.arena().load(pair + 1, System.currentTimeMillis() - AN_HOUR_MS), List.of(events));
        Run run = new Run(pair, Durability.AS_IS, side, engine.drain(filled, 0, Sizes.warmUp(events)));
        Drained drained = run.outcome().drained();
        board.say("pair %d %-6s %,9d events/s, CPU %s%s"
                .formatted(
                        pair,
                        side,
                        drained.rate(),
                        drained.cpuMs(),
                        run.outcome().counts()
                                ? ""
                                : "  INVALID: " + run.outcome().wrong()));
        return run;
    }
}
