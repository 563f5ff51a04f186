package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.record.Price;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rate card as last published, asked which version a charge should have named (R5). */
public final class PriceIndex {
    private final Map<String, List<Price>> versions = new HashMap<>();

    /** All versions of an action, in the order they were appended. */
    public void put(String action, List<Price> prices) {
        versions.put(action, List.copyOf(prices));
    }

    public List<Price> versions(String action) {
        return versions.getOrDefault(action, List.of());
    }

    public Set<String> actions() {
        return new TreeSet<>(versions.keySet());
    }

    /** What is wrong with a charge's price for an account on {@code plan} (null: none), or null when nothing is. */
    @Nullable
    String objection(LedgerEntry charge, @Nullable String plan) {
        String action = charge.action();
        Price right = action == null ? null : inForce(action, plan, charge.occurredAt(), charge.recordedAt());
        if (right == null) {
            return "action " + action + " had no price, charged by version " + charge.priceVersion();
        }
        Long unit = charge.unitPrice();
        if (!right.version().equals(charge.priceVersion()) || unit == null || unit != right.unitPrice()) {
            return "charged by version " + charge.priceVersion() + " at " + unit + " a unit of " + action
                    + "; in force was version " + right.version() + " at " + right.unitPrice();
        }
        return null;
    }

    /**
     * The price that holds: of the plan's own, else of the general ones, the last to begin; of equals the last
     * appended.
     */
    public @Nullable Price inForce(String action, @Nullable String plan, long occurredAt, long appendedAt) {
        Price general = null;
        Price own = null;
        for (Price price : versions(action)) {
            if (price.effectiveFrom() > occurredAt || price.knownFrom() > appendedAt) {
                continue;
            }
            if (price.plan() == null) {
                general = general == null || price.effectiveFrom() >= general.effectiveFrom() ? price : general;
            } else if (price.plan().equals(plan)) {
                own = own == null || price.effectiveFrom() >= own.effectiveFrom() ? price : own;
            }
        }
        return own == null ? general : own;
    }
}
