package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.AccountDistribution;
import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.report.Durability;
import com.clientmanager.credits.benchmarks.report.Outcome;
import com.clientmanager.credits.benchmarks.report.Run;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.benchmarks.setup.EngineUnderTest;
import com.clientmanager.credits.benchmarks.setup.SeededIdentities;
import com.clientmanager.credits.benchmarks.setup.TopicFiller;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine against itself in interleaved rounds: many accounts and few, many identities and few, one hot account and
 * an even load.
 */
public final class Growth {
    static final String YOUNG = "young";
    static final String AGED = "aged";
    static final String FEW = "few";
    static final String HOUR = "hour";
    static final String SOME = "some";
    static final String HOT = "hot";
    static final String EVEN = "even";
    private static final int HOT_PERCENT = 80;
    /** AGED has the identities of this many hours, HOUR those of one. */
    private static final long HOURS = 10;

    private static final long ONE_HOUR_MS = 3_600_000;

    private final BenchStack stack;
    private final Sizes sizes;
    private final ProgressConsole console;
    private final Map<String, EngineUnderTest> engines = new LinkedHashMap<>();

    public Growth(BenchStack stack, Sizes sizes, ProgressConsole console) {
        this.stack = stack;
        this.sizes = sizes;
        this.console = console;
        int many = sizes.accounts();
        int few = sizes.fewAccounts();
        int some = Math.min(many, few * 10);
        // Variants that are compared run in succession, since a shared machine changes within minutes.
        if (sizes.isFull()) {
            add(HOUR, many, new AccountDistribution.Zipf(many), Throughput.THREADS);
        }
        add(AGED, many, new AccountDistribution.Zipf(many), Throughput.THREADS);
        add(YOUNG, many, new AccountDistribution.Zipf(many), Throughput.THREADS);
        add(FEW, few, new AccountDistribution.Zipf(few), Throughput.THREADS);
        if (sizes.isFull()) {
            add(SOME, some, new AccountDistribution.Zipf(some), Throughput.THREADS);
        }
        // One thread, to compare its throughput with and without a hot account.
        add(HOT, some, new AccountDistribution.HotAccount(some, HOT_PERCENT), 1);
        add(EVEN, some, new AccountDistribution.Uniform(some), 1);
    }

    private void add(String name, int accounts, AccountDistribution spread, int threads) {
        TopicSet topics = stack.topics(name + "-", accounts, spread);
        engines.put(name, new EngineUnderTest(stack, topics, threads, console));
    }

    /** Runs all rounds. */
    public List<Run> run() {
        engines.forEach((name, engine) -> {
            console.print("opening %,d accounts for %s"
                    .formatted(engine.topics().accounts().count(), name));
            engine.open();
        });
        if (engines.containsKey(HOUR)) {
            seed(HOUR, sizes.identities() / HOURS);
        }
        seed(AGED, sizes.identities());
        List<Run> runs = new ArrayList<>();
        for (int round = sizes.isFull() ? 0 : 1; round <= sizes.growthRounds(); round++) {
            List<String> order = new ArrayList<>(engines.keySet());
            Collections.rotate(order, round);
            for (String name : order) {
                Run run = new Run(round, Durability.AS_IS, name, drain(name, round));
                console.print(run);
                // The first round is a warm-up and completes the restore of the seeded identities.
                if (round > 0) {
                    runs.add(run);
                }
            }
        }
        return runs;
    }

    private void seed(String name, long identities) {
        EngineUnderTest engine = engine(name);
        console.print("seeding %,d identities".formatted(identities));
        long seeded = new SeededIdentities(engine.topics(), console).write(identities, System.currentTimeMillis());
        console.print("restoring them");
        engine.awaitIdentities(seeded);
    }

    private Outcome drain(String name, int round) {
        EngineUnderTest engine = engine(name);
        long from = System.currentTimeMillis() - ONE_HOUR_MS;
        long events = sizes.growthEvents();
        TopicFiller.FilledRange filled =
                new TopicFiller(engine.topics(), console).fill(engine.topics().load(round + 1, from), List.of(events));
        return engine.drain(filled, 0, Sizes.warmUp(events));
    }

    private EngineUnderTest engine(String name) {
        EngineUnderTest engine = engines.get(name);
        if (engine == null) {
            throw new IllegalArgumentException(name);
        }
        return engine;
    }
}
