package com.clientmanager.credits.e2e.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differed from what was expected, and how many of each kind of input became what. */
final class Findings {
    private static final int SHOWN = 40;
    private static final int MAX_LENGTH = 1_000;

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
    private long count;

    void differs(String sentence) {
        count++;
        if (differences.size() < SHOWN) {
            differences.add(sentence.length() > MAX_LENGTH ? sentence.substring(0, MAX_LENGTH) + "…" : sentence);
        }
    }

    /** Notes a difference unless the condition holds. */
    void check(boolean holds, String sentence) {
        if (!holds) {
            differs(sentence);
        }
    }

    void became(String kind, String outcome) {
        outcomes.computeIfAbsent(kind, first -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
    }

    /** The first of them. */
    List<String> differences() {
        return differences;
    }

    long count() {
        return count;
    }

    /** A line for each kind: inputs, and what became of them. */
    String table() {
        StringBuilder table = new StringBuilder();
        outcomes.forEach((kind, became) -> table.append(String.format(
                "  %-28s %,9d  %s%n",
                kind, became.values().stream().mapToInt(Integer::intValue).sum(), became)));
        return table.toString();
    }
}
