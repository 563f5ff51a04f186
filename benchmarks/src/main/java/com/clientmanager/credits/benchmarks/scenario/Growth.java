package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our engine against itself: many accounts and few, many identities and few, in steps of ten, one hot account and an even load; in interleaved rounds. */
public final class Growth {
    static final String YOUNG = "young";
    static final String AGED = "aged";
    static final String FEW = "few";
    static final String HOUR = "hour";
    static final String SOME = "some";
    static final String HOT = "hot";
    static final String EVEN = "even";
    private static final int HOT_PERCENT = 80;
    /** The many identities are those of so many hours. */
    private static final long HOURS = 10;

    private static final long AN_HOUR_MS = 3_600_000;

    private final BenchStack stack;
    private final Sizes sizes;
    private final Board board;
    private final Map<String, Ours> engines = new LinkedHashMap<>();

    /** Starts nothing yet. */
    public Growth(BenchStack stack, Sizes sizes, Board board) {
        this.stack = stack;
        this.sizes = sizes;
        this.board = board;
        int many = sizes.accounts();
        int few = sizes.fewAccounts();
        int some = Math.min(many, few * 10);
        // What is compared runs one after the other: a machine with neighbours is not the same two minutes later.
        // The steps between are for the record.
        if (sizes.isFull()) {
            add(HOUR, many, new Spread.Zipf(many), Throughput.THREADS);
        }
        add(AGED, many, new Spread.Zipf(many), Throughput.THREADS);
        add(YOUNG, many, new Spread.Zipf(many), Throughput.THREADS);
        add(FEW, few, new Spread.Zipf(few), Throughput.THREADS);
        if (sizes.isFull()) {
            add(SOME, some, new Spread.Zipf(some), Throughput.THREADS);
        }
        // One thread, so that what is compared is what one thread does with a hot account and without.
        add(HOT, some, new Spread.OneHot(some, HOT_PERCENT), 1);
        add(EVEN, some, new Spread.Uniform(some), 1);
    }

    private void add(String name, int accounts, Spread spread, int threads) {
        Arena arena = new Arena(stack.addresses(), name + "-", new Accounts(accounts, Sizes.PARTITIONS), spread);
        engines.put(name, new Ours(stack, arena, threads, board));
    }

    /**
     * What came out.
     *
     * @param identities that {@link #AGED} remembers beyond those of the runs; {@link #HOUR} a tenth of them
     */
    public record Results(List<Run> runs, long identities) {}

    /** Runs all rounds. */
    public Results run() {
        engines.forEach((name, engine) -> {
            board.say("opening %,d accounts for %s"
                    .formatted(engine.arena().accounts().count(), name));
            engine.open();
        });
        if (engines.containsKey(HOUR)) {
            seed(HOUR, sizes.identities() / HOURS);
        }
        long seeded = seed(AGED, sizes.identities());
        List<Run> runs = new ArrayList<>();
        for (int round = sizes.isFull() ? 0 : 1; round <= sizes.growthRounds(); round++) {
            List<String> order = new ArrayList<>(engines.keySet());
            Collections.rotate(order, round);
            for (String name : order) {
                Run run = new Run(round, Durability.AS_IS, name, drain(name, round));
                tell(run);
                // The first round warms the machine and finishes the restore of the seeded identities.
                if (round > 0) {
                    runs.add(run);
                }
            }
        }
        return new Results(runs, seeded);
    }

    private long seed(String name, long identities) {
        Ours engine = engine(name);
        board.say("seeding %,d identities".formatted(identities));
        long seeded = new SeededIdentities(engine.arena(), board).write(identities, System.currentTimeMillis());
        board.say("restoring them");
        engine.awaitIdentities(seeded);
        return seeded;
    }

    private Outcome drain(String name, int round) {
        Ours engine = engine(name);
        long from = System.currentTimeMillis() - AN_HOUR_MS;
        long events = sizes.growthEvents();
        Filling.Filled filled =
                new Filling(engine.arena(), board).fill(engine.arena().load(round + 1, from), List.of(events));
        return engine.drain(filled, 0, Sizes.warmUp(events));
    }

    private Ours engine(String name) {
        Ours engine = engines.get(name);
        if (engine == null) {
            throw new IllegalArgumentException(name);
        }
        return engine;
    }

    private void tell(Run run) {
        Drained drained = run.outcome().drained();
        board.say("round %d %-9s %,9d events/s, CPU %s%s"
                .formatted(
                        run.round(),
                        run.side(),
                        drained.rate(),
                        drained.cpuMs(),
                        run.outcome().counts()
                                ? ""
                                : "  INVALID: " + run.outcome().wrong()));
    }
}
