package com.clientmanager.credits.benchmarks.report;

import com.clientmanager.credits.benchmarks.run.Durability;
import com.clientmanager.credits.benchmarks.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes ratios of runs: side by side within each round, never across rounds. Runs that do not count are left out. */
public final class Ratios {
    private Ratios() {}

    /** The ratio of a bar over all rounds that have both sides; empty when no round has. */
    public static Optional<Range> of(Bar bar, List<Run> runs) {
        Map<Integer, Long> rates = rates(runs, bar.durability(), bar.side());
        Map<Integer, Long> others = rates(runs, bar.durability(), bar.other());
        List<Double> ratios = new ArrayList<>();
        rates.forEach((round, rate) -> {
            Long other = others.get(round);
            if (other != null) {
                ratios.add((double) rate / other);
            }
        });
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Range.of(ratios));
    }

    private static Map<Integer, Long> rates(List<Run> runs, Durability durability, String side) {
        Map<Integer, Long> rates = new TreeMap<>();
        for (Run run : runs) {
            if (run.durability() == durability
                    && run.side().equals(side)
                    && run.outcome().counts()) {
                rates.put(run.round(), run.outcome().drained().rate());
            }
        }
        return rates;
    }
}
