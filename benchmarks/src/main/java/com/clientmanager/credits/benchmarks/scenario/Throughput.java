package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.baseline.Baseline;
import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.OutputVolume;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.report.Durability;
import com.clientmanager.credits.benchmarks.report.Outcome;
import com.clientmanager.credits.benchmarks.report.Run;
import com.clientmanager.credits.benchmarks.setup.Baselines;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.benchmarks.setup.EngineUnderTest;
import com.clientmanager.credits.benchmarks.setup.TopicFiller;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The engine against the baselines: each round fills the topic, and each variant drains it, in rotating order. */
public final class Throughput {
    /** The engine's name in the report. */
    public static final String OURS = "OURS";

    /** As the aggregator ships. */
    static final int THREADS = 2;

    private static final long ONE_HOUR_MS = 3_600_000;

    private final BenchStack stack;
    private final Sizes sizes;
    private final ProgressConsole console;
    private final TopicSet topics;
    private final EngineUnderTest engine;
    private final Baselines baselines;
    private final List<Run> runs = new ArrayList<>();

    public Throughput(BenchStack stack, Sizes sizes, ProgressConsole console) {
        this.stack = stack;
        this.sizes = sizes;
        this.console = console;
        this.topics = stack.zipf("main-", sizes.accounts());
        this.engine = new EngineUnderTest(stack, topics, THREADS, console);
        this.baselines = new Baselines(stack, topics, console);
    }

    /** Runs all rounds. */
    public List<Run> run() throws SQLException {
        console.print("opening %,d accounts for OURS".formatted(sizes.accounts()));
        engine.open();
        baselines.open();
        OutputVolume volume = measureOutput();
        console.print("OURS writes per event: " + volume);
        for (int round = 1; round <= sizes.rounds(); round++) {
            for (Durability durability : Durability.values()) {
                if (round <= sizes.rounds(durability)) {
                    round(round, durability, volume);
                }
            }
        }
        stack.apply(Durability.AS_IS);
        return runs;
    }

    /** A round that is not counted: it measures how much the baselines have to write. */
    private OutputVolume measureOutput() {
        TopicFiller.FilledRange filled = fill(0);
        List<List<Long>> before = OutputVolume.ends(topics);
        Outcome outcome = engine.drain(filled, 2, Sizes.warmUp(sizes.events()));
        console.print(new Run(0, Durability.AS_IS, OURS, outcome));
        return OutputVolume.since(topics, before, engine.lastFound(), sizes.events());
    }

    private void round(int round, Durability durability, OutputVolume volume) throws SQLException {
        TopicFiller.FilledRange filled = fill(round * 2L + (durability.waitsForDisk() ? 1 : 0));
        List<String> order = new ArrayList<>(variants(durability));
        Collections.rotate(order, round);
        for (String variant : order) {
            stack.apply(durability);
            Run run = new Run(round, durability, variant, drain(variant, filled, durability, volume));
            runs.add(run);
            console.print(run);
        }
    }

    /** R0 and R1, the upper bounds, are of interest without waiting for the disk only. */
    private List<String> variants(Durability durability) {
        if (durability == Durability.FLUSHED && !sizes.isFull()) {
            return List.of(OURS, Baseline.PGN.name());
        }
        return durability == Durability.AS_IS
                ? List.of(
                        OURS, Baseline.COPY.name(), Baseline.TRANSFORM.name(), Baseline.PGN.name(), Baseline.PG1.name())
                : List.of(OURS, Baseline.PGN.name(), Baseline.PG1.name());
    }

    private Outcome drain(String variant, TopicFiller.FilledRange filled, Durability durability, OutputVolume volume)
            throws SQLException {
        if (variant.equals(OURS)) {
            return engine.drain(filled, 2, Sizes.warmUp(sizes.events()));
        }
        Baseline kind = Baseline.valueOf(variant);
        int mark = switch (kind) {
            case PG1 -> 0;
            case PGN -> 1;
            case COPY, TRANSFORM -> 2;
        };
        long warmUp = Sizes.warmUp(sizes.marks().get(mark));
        return baselines.drain(kind, new Baselines.Job(filled, mark, warmUp, durability), volume);
    }

    private TopicFiller.FilledRange fill(long seed) {
        long from = System.currentTimeMillis() - ONE_HOUR_MS;
        return new TopicFiller(topics, console).fill(topics.load(seed + 1, from), sizes.marks());
    }
}
