package com.clientmanager.credits.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Computes ratios of runs within each round, never across rounds. Invalid runs are ignored. */
public final class Ratios {
    private Ratios() {}

    /** The ratio of a target over all rounds that have both variants; empty if there are none. */
    public static Optional<Range> of(Target target, List<Run> runs) {
        Map<Integer, Long> rates = rates(runs, target.durability(), target.variant());
        Map<Integer, Long> others = rates(runs, target.durability(), target.other());
        List<Double> ratios = new ArrayList<>();
        rates.forEach((round, rate) -> {
            Long other = others.get(round);
            if (other != null) {
                ratios.add((double) rate / other);
            }
        });
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Range.of(ratios));
    }

    private static Map<Integer, Long> rates(List<Run> runs, Durability durability, String variant) {
        Map<Integer, Long> rates = new TreeMap<>();
        for (Run run : runs) {
            if (run.durability() == durability
                    && run.variant().equals(variant)
                    && run.outcome().counts()) {
                rates.put(run.round(), run.outcome().timing().rate());
            }
        }
        return rates;
    }
}
