package com.clientmanager.credits.benchmarks.load;

import com.clientmanager.credits.benchmarks.report.Durability;
import java.util.List;

/**
 * The size of a benchmark.
 *
 * @param rounds measured; preceded by one that is not
 * @param accounts of the main topic set
 * @param fewAccounts of the topic set for growth with accounts
 * @param events drained by the engine, R0 and R1; {@code batchEvents} by PGN, {@code eachEvents} by PG1
 * @param identities present before the run that shows growth with identities
 */
public record Sizes(
        String name,
        int rounds,
        int accounts,
        int fewAccounts,
        long events,
        long batchEvents,
        long eachEvents,
        long identities) {
    public static final int PARTITIONS = 8;
    /**
     * The share of events drained before timing starts. Half, since each run is a new process and the JIT compiler uses
     * some 15 s of CPU time during the first two million events.
     */
    private static final int WARM_UP_PERCENT = 50;

    /** {@code tiny} is a smoke test; {@code medium} has the accounts of {@code full} with fewer rounds and events. */
    public static Sizes named(String name) {
        return switch (name) {
            case "tiny" -> new Sizes(name, 1, 1_000, 100, 60_000, 20_000, 4_000, 500_000);
            case "small" -> new Sizes(name, 3, 20_000, 1_000, 400_000, 120_000, 12_000, 5_000_000);
            case "medium" -> new Sizes(name, 3, 1_000_000, 10_000, 3_000_000, 600_000, 40_000, 20_000_000);
            case "full" -> new Sizes(name, 5, 1_000_000, 10_000, 5_000_000, 1_000_000, 60_000, 200_000_000);
            default -> throw new IllegalArgumentException("SIZE is " + name + ": expected small, medium or full");
        };
    }

    /** Whether the results are the record. */
    public boolean isFull() {
        return name.equals("full");
    }

    /** The smaller sizes measure FLUSHED only once, so that small takes less than five minutes. */
    public int rounds(Durability durability) {
        return durability == Durability.AS_IS || isFull() ? rounds : 1;
    }

    /** Rounds of part growth. */
    public int growthRounds() {
        return Math.min(rounds, isFull() ? rounds : 2);
    }

    /** Events per drain of part growth; fewer than in throughput, since thirty drains must fit into half an hour. */
    public long growthEvents() {
        return isFull() ? 3_000_000 : Math.max(60_000, events / 4);
    }

    /** Events per drain of part compare. */
    public long comparedEvents() {
        return isFull() ? 3_000_000 : Math.max(60_000, events * 2 / 3);
    }

    /** Duration of a round under constant load. */
    public int seconds() {
        return switch (name) {
            case "tiny" -> 3;
            case "small" -> 10;
            default -> 30;
        };
    }

    /** Measured rounds under constant load; an odd number. */
    public int steadyRounds() {
        return rounds;
    }

    /** Accounts of part renewals. */
    public int accountsDueTogether() {
        return switch (name) {
            case "tiny" -> 10_000;
            case "small" -> 100_000;
            default -> accounts;
        };
    }

    /** Ascending marks of a filled range: for PG1, PGN and the others. */
    public List<Long> marks() {
        return List.of(eachEvents, batchEvents, events);
    }

    public static long warmUp(long events) {
        return events * WARM_UP_PERCENT / 100;
    }
}
