package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Findings.Row;
import java.util.List;
import java.util.stream.Stream;

/**
 * Latencies of several rounds of the same load. The report shows the median round with minimum and maximum. Not
 * thread-safe.
 */
public final class LatencyRounds {
    private final List<Latencies> rounds;

    public LatencyRounds(int rounds) {
        this.rounds = Stream.generate(Latencies::new).limit(rounds).toList();
    }

    public void add(int round, long nanos) {
        rounds.get(round).add(nanos);
    }

    /** Number of values in all rounds. */
    public long count() {
        return rounds.stream().mapToLong(Latencies::count).sum();
    }

    /** Adds a row and a figure for the median round; of an even number of rounds, the later one of two. */
    public void addTo(Findings findings, String name, String title, double percentile, String target) {
        List<Long> ascending = rounds.stream()
                .map(round -> round.percentile(percentile))
                .sorted()
                .toList();
        String range = rounds.size() == 1
                ? ""
                : " (%s – %s in %d rounds)"
                        .formatted(
                                Latencies.millis(ascending.getFirst()),
                                Latencies.millis(ascending.getLast()),
                                rounds.size());
        long median = ascending.get(rounds.size() / 2);
        findings.figure(name, median, new Row(title, Latencies.millis(median) + range, target));
    }
}
