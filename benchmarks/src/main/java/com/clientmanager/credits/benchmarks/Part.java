package com.clientmanager.credits.benchmarks;

import java.util.List;
import java.util.Locale;

/** What can be measured by itself. */
enum Part {
    /** The sides against each other. */
    THROUGHPUT,
    /** Ours against itself with more accounts, more identities, a hot account. */
    GROWTH;

    static List<Part> named(String name) {
        return name.equals("all") ? List.of(values()) : List.of(valueOf(name.toUpperCase(Locale.ROOT)));
    }
}
