package com.clientmanager.credits.auditor.fold;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which plan's prices hold from when; before the first change the first plan's do. */
final class PlanHistory {
    private static final String NONE = "";

    private final TreeMap<Long, String> plans = new TreeMap<>();
    private String firstPlan = NONE;

    void change(long from, String plan) {
        firstPlan = firstPlan.isEmpty() ? plan : firstPlan;
        plans.tailMap(from, true).clear();
        plans.put(from, plan);
    }

    /** From then on no plan's prices hold. */
    void end(long from) {
        change(from, NONE);
    }

    /** The plan whose prices hold at a time; null: none. */
    @Nullable
    String at(long time) {
        Map.Entry<Long, String> change = plans.floorEntry(time);
        String name = change == null ? firstPlan : change.getValue();
        return name.isEmpty() ? null : name;
    }
}
