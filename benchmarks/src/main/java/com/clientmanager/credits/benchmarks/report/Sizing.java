package com.clientmanager.credits.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the figures mean for sizing, and where the engine is at a disadvantage. */
public record Sizing(JsonNode root) {
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    public List<String> text() {
        List<String> lines = new ArrayList<>();
        JsonNode ours = variant("OURS");
        if (ours.isMissingNode()) {
            return lines;
        }
        long app = nanos(ours, "application");
        long broker = nanos(ours, "broker");
        lines.add("");
        lines.add("## What it means for sizing");
        lines.add("");
        lines.add("- One core of aggregator charges about " + perCore(app) + " events/s; the broker needs about "
                + share(broker, app) + " of a core beside each (one replica; with three, each broker does that much).");
        JsonNode state = root.path("restore");
        if (state.has("identityBytesPerMillion")) {
            lines.add("- A million identities take " + megabytes(state.path("identityBytesPerMillion"))
                    + " of changelog and " + megabytes(state.path("identityDiskBytesPerMillion"))
                    + " of local disk; a million accounts "
                    + megabytes(state.path("accountBytesPerMillion")) + " and "
                    + megabytes(state.path("accountDiskBytesPerMillion")) + ".");
            lines.add("- Identities are kept for 36 days: a steady 1,000 events/s are 3,110 million of them, "
                    + gigabytes(state.path("identityDiskBytesPerMillion").asDouble() * 3_110) + " of local disk.");
        }
        return lines;
    }

    private JsonNode variant(String name) {
        for (JsonNode variant : root.path("throughput").path("variants")) {
            if (variant.path("variant").asText().equals(name)
                    && variant.path("durability").asText().equals("as is")) {
                return variant;
            }
        }
        return root.path("nothing");
    }

    private static long nanos(JsonNode variant, String process) {
        return variant.path("cpuNanosPerEvent").path(process).path("median").asLong();
    }

    private static String perCore(long nanos) {
        return String.format(Locale.ROOT, "%,d", NANOS_A_SECOND / Math.max(1, nanos) / 1_000 * 1_000);
    }

    private static String share(long broker, long app) {
        return String.format(Locale.ROOT, "%.2f", (double) broker / Math.max(1, app));
    }

    private static String megabytes(JsonNode bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes.asDouble() / 1e6);
    }

    private static String gigabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.0f GB", bytes / 1e9);
    }
}
