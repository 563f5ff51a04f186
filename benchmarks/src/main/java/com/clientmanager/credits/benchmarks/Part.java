package com.clientmanager.credits.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be measured by itself. */
enum Part {
    /** The sides against each other. */
    THROUGHPUT,
    /** Ours against itself with more accounts, more identities, a hot account. */
    GROWTH,
    /** From the producer's send to the committed ledger line. */
    LATENCY,
    /** Weight of the state, and the return after SIGKILL. */
    RESTORE,
    /** Ledger lines a second into PostgreSQL. */
    PROJECTION,
    /** Events a second over HTTP. */
    DOOR,
    /** Balance reads while events flow, and how soon a balance shows an event. */
    READS,
    /** What becomes of usage while the cycles of all accounts end at once. */
    RENEWALS,
    /** This checkout's engine against another build of it, BEFORE, in alternated pairs; only when asked for. */
    COMPARE,
    /** JMH on price, draw, encode and decode; needs no stack. */
    CORE;

    /** All, or ratios (those that are compared with each other), or one by its name. */
    static List<Part> named(String name) {
        return switch (name) {
            case "all" ->
                Arrays.stream(values()).filter(part -> part != COMPARE).toList();
            case "ratios" -> List.of(THROUGHPUT, GROWTH);
            default -> List.of(valueOf(name.toUpperCase(Locale.ROOT)));
        };
    }
}
