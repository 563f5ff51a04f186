package com.clientmanager.credits.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The parts that can be measured individually. */
enum Part {
    /** The engine against the baselines. */
    THROUGHPUT,
    /** The engine with more accounts, more identities, a hot account. */
    GROWTH,
    /** From the producer's send to the committed ledger entry. */
    LATENCY,
    /** State size, and recovery after SIGKILL. */
    RESTORE,
    /** Ledger entries per second into PostgreSQL. */
    PROJECTION,
    /** Events per second over HTTP. */
    INGEST,
    /** Balance reads under load, and how soon a balance includes an event. */
    READS,
    /** Latency of usage while the cycles of all accounts end at once. */
    RENEWALS,
    /** This checkout's engine against another build, BEFORE, in alternating pairs; only by name. */
    COMPARE,
    /** JMH benchmarks of price, draw, encode and decode; needs no stack. */
    CORE;

    /** {@code all}, {@code ratios} (throughput and growth), or one part by its name. */
    static List<Part> named(String name) {
        return switch (name) {
            case "all" ->
                Arrays.stream(values()).filter(part -> part != COMPARE).toList();
            case "ratios" -> List.of(THROUGHPUT, GROWTH);
            default -> List.of(valueOf(name.toUpperCase(Locale.ROOT)));
        };
    }
}
