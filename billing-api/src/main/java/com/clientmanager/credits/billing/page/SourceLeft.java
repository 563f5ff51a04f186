package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.balance.BalanceView.Grant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of one source of credits, of all its grants that end on the same day.
 *
 * @param source ALLOWANCE, PURCHASED or PROMOTIONAL
 * @param until in words: when it ends, or that it does not
 */
public record SourceLeft(String source, Credits left, String until) {
    public String name() {
        return Words.source(source);
    }

    /**
     * Included first, then purchased, then promotional: as people think of them, whatever order they are spent in (R8).
     */
    static List<SourceLeft> of(BalanceView balance, boolean renews, Figures figures) {
        List<Grant> grants = balance.grants();
        if (grants == null) {
            return List.of();
        }
        Map<List<String>, Credits> sums = new LinkedHashMap<>();
        for (Grant grant : grants) {
            sums.merge(List.of(grant.source(), until(grant, renews, figures)), grant.left(), Credits::plus);
        }
        if (balance.allowance() != null
                && grants.stream().noneMatch(grant -> grant.source().equals("ALLOWANCE"))) {
            sums.put(List.of("ALLOWANCE", allUsed(balance.allowance(), renews, figures)), Credits.ZERO);
        }
        List<SourceLeft> rows = new ArrayList<>();
        sums.forEach((key, left) -> rows.add(new SourceLeft(key.getFirst(), left, key.getLast())));
        rows.sort(Comparator.comparingInt(row -> order(row.source())));
        return rows;
    }

    private static String until(Grant grant, boolean renews, Figures figures) {
        if (grant.expiresAt() == null) {
            return grant.source().equals("PURCHASED") ? "roll over, no expiry" : "no expiry";
        }
        String date = "until " + figures.date(grant.expiresAt());
        return grant.source().equals("ALLOWANCE") && renews ? date + ", then renewed" : date;
    }

    private static String allUsed(BalanceView.Allowance allowance, boolean renews, Figures figures) {
        return renews ? "all used, renewed on " + figures.date(allowance.cycleEnd()) : "all used";
    }

    private static int order(String source) {
        return switch (source) {
            case "ALLOWANCE" -> 0;
            case "PURCHASED" -> 1;
            default -> 2;
        };
    }
}
