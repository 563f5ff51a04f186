package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.report.Durability;
import com.clientmanager.credits.benchmarks.report.Run;
import com.clientmanager.credits.benchmarks.setup.Aggregator;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.benchmarks.setup.EngineUnderTest;
import com.clientmanager.credits.benchmarks.setup.TopicFiller;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.schemas.SchemaDeploy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * This checkout's engine against another build: both drain the same events in succession, each on its own topics and
 * state. The order alternates from pair to pair, so that drift of the machine favours neither.
 */
public final class Comparison {
    /** The build in BEFORE. */
    public static final String BEFORE = "before";
    /** The build of this checkout. */
    public static final String AFTER = "after";

    private static final int DEFAULT_PAIRS = 10;
    private static final long ONE_HOUR_MS = 3_600_000;

    private final BenchStack stack;
    private final Sizes sizes;
    private final ProgressConsole console;
    private final Path buildBefore;
    private final int pairs;
    private final EngineUnderTest before;
    private final EngineUnderTest after;

    private Comparison(BenchStack stack, Sizes sizes, ProgressConsole console, Path buildBefore, int pairs) {
        this.stack = stack;
        this.sizes = sizes;
        this.console = console;
        this.buildBefore = buildBefore;
        this.pairs = pairs;
        this.before = engine(BEFORE, buildBefore);
        this.after = engine(AFTER, Aggregator.build());
    }

    /**
     * Takes BEFORE, the {@code credit-aggregator/target/quarkus-app} folder of another checkout, and PAIRS, 10 unless
     * set.
     *
     * @throws IllegalArgumentException when BEFORE is missing or no packaged engine
     */
    public static Comparison fromEnvironment(BenchStack stack, Sizes sizes, ProgressConsole console) {
        String build = System.getenv("BEFORE");
        if (build == null || !Files.exists(Path.of(build).resolve("quarkus-run.jar"))) {
            throw new IllegalArgumentException(
                    "PART=compare needs BEFORE=<checkout>/credit-aggregator/target/quarkus-app, packaged by make "
                            + "build");
        }
        String pairs = System.getenv("PAIRS");
        return new Comparison(
                stack,
                sizes,
                console,
                Path.of(build).toAbsolutePath(),
                pairs == null || pairs.isBlank() ? DEFAULT_PAIRS : Integer.parseInt(pairs));
    }

    private EngineUnderTest engine(String name, Path build) {
        TopicSet topics = stack.zipf(name + "-", sizes.accounts());
        return new EngineUnderTest(stack, build, topics, Throughput.THREADS, console);
    }

    /** Runs all pairs, after a warm-up pair that is not counted. */
    public List<Run> run() {
        deploySchemasOfBefore();
        for (EngineUnderTest engine : List.of(before, after)) {
            console.print("opening %,d accounts for %s"
                    .formatted(sizes.accounts(), engine.topics().prefix()));
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

    /** The older engine looks up its own schemas, so they must be registered before the newer ones. */
    private void deploySchemasOfBefore() {
        String libraries = buildBefore.resolve("lib/main").resolve("*").toString();
        ProcessBuilder deploy = new ProcessBuilder(Checkout.java(), "-cp", libraries, SchemaDeploy.class.getName());
        deploy.environment().put("KAFKA_BOOTSTRAP_SERVERS", stack.addresses().bootstrapServers());
        deploy.environment().put("SCHEMA_REGISTRY_URL", stack.addresses().registryUrl());
        deploy.environment().put("CREDITS_TOPIC_PREFIX", before.topics().prefix());
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

    private Run drain(int pair, String variant) {
        EngineUnderTest engine = variant.equals(BEFORE) ? before : after;
        long events = sizes.comparedEvents();
        TopicFiller.FilledRange filled = new TopicFiller(engine.topics(), console)
                .fill(engine.topics().load(pair + 1, System.currentTimeMillis() - ONE_HOUR_MS), List.of(events));
        Run run = new Run(pair, Durability.AS_IS, variant, engine.drain(filled, 0, Sizes.warmUp(events)));
        console.print(run);
        return run;
    }
}
