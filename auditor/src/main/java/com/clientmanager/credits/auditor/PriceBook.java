package com.clientmanager.credits.auditor;

import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.UsageRecorded;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rate card as last published, asked whether a charge names the version that was in force (R5). */
final class PriceBook {
    private final Map<String, List<PriceVersion>> versions = new HashMap<>();

    void put(ActionPrices prices) {
        versions.put(prices.getAction(), prices.getVersions());
    }

    List<PriceVersion> versions(String action) {
        return versions.getOrDefault(action, List.of());
    }

    /** What is wrong with pricing {@code usage} by this version at this unit price, or null when nothing is. */
    @Nullable
    String objection(UsageRecorded usage, Instant appendedAt, @Nullable String version, @Nullable Long unitMicros) {
        List<PriceVersion> known = versions(usage.getAction());
        PriceVersion named = null;
        for (PriceVersion candidate : known) {
            if (candidate.getVersion().equals(version)) {
                named = candidate;
            }
        }
        if (named == null) {
            return "version " + version + " of " + usage.getAction() + " is not on the rate card";
        }
        if (unitMicros == null || named.getUnitPriceMicros() != unitMicros) {
            return "version " + version + " costs " + named.getUnitPriceMicros() + " a unit, charged at " + unitMicros;
        }
        if (!inForce(named, usage, appendedAt)) {
            return "version " + version + " was not in force";
        }
        for (PriceVersion other : known) {
            if (Objects.equals(other.getPlan(), named.getPlan())
                    && inForce(other, usage, appendedAt)
                    && other.getEffectiveFrom().isAfter(named.getEffectiveFrom())) {
                return "version " + other.getVersion() + " was in force, not " + version;
            }
        }
        return null;
    }

    private static boolean inForce(PriceVersion version, UsageRecorded usage, Instant appendedAt) {
        return !version.getEffectiveFrom().isAfter(usage.getOccurredAt())
                && !version.getKnownFrom().isAfter(appendedAt);
    }
}
