package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.run.Findings.Row;
import java.util.List;
import java.util.stream.Stream;

/** Times of several rounds of the same load, of which the round in the middle is quoted with the least and the greatest. One thread adds. */
final class LatencyRounds {
    private final List<Latencies> rounds;

    LatencyRounds(int rounds) {
        this.rounds = Stream.generate(Latencies::new).limit(rounds).toList();
    }

    void add(int round, long nanos) {
        rounds.get(round).add(nanos);
    }

    /** Times in all rounds. */
    int count() {
        return rounds.stream().mapToInt(Latencies::count).sum();
    }

    /** What {@link Latencies#permille} says of the round in the middle, in microseconds; of an even number of rounds the later one of two. */
    long median(int permille) {
        return ascending(permille).get(rounds.size() / 2);
    }

    /** A row and a figure of the round in the middle. */
    void tell(Findings findings, String name, String what, int permille, String bar) {
        List<Long> each = ascending(permille);
        String range = rounds.size() == 1
                ? ""
                : " (%s – %s in %d rounds)"
                        .formatted(Latencies.millis(each.getFirst()), Latencies.millis(each.getLast()), rounds.size());
        long median = median(permille);
        findings.figure(name, median, new Row(what, Latencies.millis(median) + range, bar));
    }

    private List<Long> ascending(int permille) {
        return rounds.stream().map(round -> round.permille(permille)).sorted().toList();
    }
}
