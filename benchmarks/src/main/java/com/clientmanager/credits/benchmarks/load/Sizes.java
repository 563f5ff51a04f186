package com.clientmanager.credits.benchmarks.run;

import java.util.List;

/**
 * How large a benchmark is.
 *
 * @param rounds that count; one before them does not
 * @param accounts of the main arena
 * @param fewAccounts of the arena that shows growth with accounts
 * @param events drained by the fast sides; {@code batchEvents} of them by PGN, {@code eachEvents} by PG1
 * @param identities remembered before the run that shows growth with identities
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
    static final int PARTITIONS = 8;
    /**
     * The share of its events that a side drains before its clock starts. Half, since each run is a fresh process and the compiler takes some 15 s of CPU
     * time over the first two million events: what is timed should be the program, not its compilation.
     */
    private static final int WARM_UP_PERCENT = 50;

    /** The sizes by name: tiny only shows that everything works; medium has the full one's accounts and fewer rounds and events. */
    public static Sizes named(String name) {
        return switch (name) {
            case "tiny" -> new Sizes(name, 1, 1_000, 100, 60_000, 20_000, 4_000, 500_000);
            case "small" -> new Sizes(name, 3, 20_000, 1_000, 400_000, 120_000, 12_000, 5_000_000);
            case "medium" -> new Sizes(name, 3, 1_000_000, 10_000, 3_000_000, 600_000, 40_000, 20_000_000);
            case "full" -> new Sizes(name, 5, 1_000_000, 10_000, 5_000_000, 1_000_000, 60_000, 200_000_000);
            default -> throw new IllegalArgumentException("SIZE is " + name + ": it takes small, medium or full");
        };
    }

    /** Whether it is for the record. */
    boolean isFull() {
        return name.equals("full");
    }

    /** The smaller sizes show only once what waiting for the disk costs, so that the small one stays within five minutes. */
    int rounds(Durability durability) {
        return durability == Durability.AS_IS || isFull() ? rounds : 1;
    }

    /** Rounds of our engine against itself. */
    int growthRounds() {
        return Math.min(rounds, isFull() ? rounds : 2);
    }

    /** Events that our engine drains in each of them; fewer than in the comparison, since thirty drains must fit into half an hour. */
    long growthEvents() {
        return isFull() ? 3_000_000 : Math.max(60_000, events / 4);
    }

    /** Events that each of two builds drains in a pair. */
    long comparedEvents() {
        return isFull() ? 3_000_000 : Math.max(60_000, events * 2 / 3);
    }

    /** How long a round of a steady load lasts. */
    int seconds() {
        return switch (name) {
            case "tiny" -> 3;
            case "small" -> 10;
            default -> 30;
        };
    }

    /** Rounds of a steady load that count; there is a round in the middle. */
    int steadyRounds() {
        return rounds;
    }

    /** Accounts whose cycles end in the same minute. */
    int accountsDueTogether() {
        return switch (name) {
            case "tiny" -> 10_000;
            case "small" -> 100_000;
            default -> accounts;
        };
    }

    /** Ascending marks of a filled range, for PG1, PGN and the rest. */
    List<Long> marks() {
        return List.of(eachEvents, batchEvents, events);
    }

    static long warmUp(long events) {
        return events * WARM_UP_PERCENT / 100;
    }
}
