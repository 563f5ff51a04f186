package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.benchmarks.side.SideKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The comparison: every round fills the topic anew, and each side drains it, in an order that moves on from round to round. */
public final class Throughput {
    /** The side's name. */
    public static final String OURS = "OURS";

    /** As the aggregator ships. */
    static final int THREADS = 2;

    private static final long AN_HOUR_MS = 3_600_000;

    private final Sizes sizes;
    private final Board board;
    private final Arena arena;
    private final Ours ours;
    private final Rivals rivals;
    private final List<Run> runs = new ArrayList<>();

    /** Starts nothing yet. */
    public Throughput(BenchStack stack, Sizes sizes, Board board) {
        this.sizes = sizes;
        this.board = board;
        this.arena = new Arena(
                stack.addresses(),
                "main-",
                new Accounts(sizes.accounts(), Sizes.PARTITIONS),
                new Spread.Zipf(sizes.accounts()));
        this.ours = new Ours(stack, arena, THREADS, board);
        this.rivals = new Rivals(stack, arena, board);
    }

    /** Every run that counts, and what our engine wrote an event. */
    public record Results(List<Run> runs, OutputShape shape) {}

    /** Runs all rounds. */
    public Results run() throws SQLException {
        board.say("opening %,d accounts for OURS".formatted(sizes.accounts()));
        ours.open();
        rivals.open();
        OutputShape shape = measureOutput();
        board.say("OURS writes an event: " + shape);
        for (int round = 1; round <= sizes.rounds(); round++) {
            for (Durability durability : Durability.values()) {
                if (round <= sizes.rounds(durability)) {
                    round(round, durability, shape);
                }
            }
        }
        Durability.AS_IS.apply(arena.at().bootstrapServers());
        return new Results(runs, shape);
    }

    Ours ours() {
        return ours;
    }

    /** A round that does not count: it shows how much the copy has to write. */
    private OutputShape measureOutput() {
        Filling.Filled filled = fill(0);
        List<List<Long>> before = OutputShape.ends(arena);
        Outcome outcome = ours.drain(filled, 2, Sizes.warmUp(sizes.events()));
        tell(new Run(0, Durability.AS_IS, OURS, outcome));
        return OutputShape.since(arena, before, ours.lastFound(), sizes.events());
    }

    private void round(int round, Durability durability, OutputShape shape) throws SQLException {
        Filling.Filled filled = fill(round * 2L + (durability.waitsForDisk() ? 1 : 0));
        List<String> order = new ArrayList<>(sides(durability));
        Collections.rotate(order, round);
        for (String side : order) {
            durability.apply(arena.at().bootstrapServers());
            Run run = new Run(round, durability, side, drain(side, filled, durability, shape));
            runs.add(run);
            tell(run);
        }
    }

    /** What waits for the disk is compared with what waits for the disk; the roofs are of interest only without. */
    private List<String> sides(Durability durability) {
        if (durability == Durability.FLUSHED && !sizes.isFull()) {
            return List.of(OURS, SideKind.PGN.name());
        }
        return durability == Durability.AS_IS
                ? List.of(
                        OURS, SideKind.COPY.name(), SideKind.TRANSFORM.name(), SideKind.PGN.name(), SideKind.PG1.name())
                : List.of(OURS, SideKind.PGN.name(), SideKind.PG1.name());
    }

    private Outcome drain(String side, Filling.Filled filled, Durability durability, OutputShape shape)
            throws SQLException {
        if (side.equals(OURS)) {
            return ours.drain(filled, 2, Sizes.warmUp(sizes.events()));
        }
        SideKind kind = SideKind.valueOf(side);
        int mark = switch (kind) {
            case PG1 -> 0;
            case PGN -> 1;
            case COPY, TRANSFORM -> 2;
        };
        long warmUp = Sizes.warmUp(sizes.marks().get(mark));
        return rivals.drain(kind, new Rivals.Job(filled, mark, warmUp, durability), shape);
    }

    private Filling.Filled fill(long seed) {
        long from = System.currentTimeMillis() - AN_HOUR_MS;
        return new Filling(arena, board).fill(arena.load(seed + 1, from), sizes.marks());
    }

    private void tell(Run run) {
        Drained drained = run.outcome().drained();
        board.say("round %d %-7s %-9s %,9d events/s, CPU %s%s"
                .formatted(
                        run.round(),
                        run.durability() == Durability.AS_IS ? "as is" : "flushed",
                        run.side(),
                        drained.rate(),
                        drained.cpuMs(),
                        run.outcome().counts()
                                ? ""
                                : "  INVALID: " + run.outcome().wrong()));
    }
}
