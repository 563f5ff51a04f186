package com.clientmanager.credits.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders latest.json for people. */
final class Markdown {
    private static final int CHART_WIDTH = 48;
    private static final Map<String, String> SIDES = Map.ofEntries(
            Map.entry("OURS", "OURS"),
            Map.entry("COPY", "R0 copy"),
            Map.entry("TRANSFORM", "R1 transform"),
            Map.entry("PG1", "PG1 an event"),
            Map.entry("PGN", "PGN batches"),
            Map.entry("young", "many accounts"),
            Map.entry("aged", "many accounts, many identities"),
            Map.entry("hour", "many accounts, a tenth of those"),
            Map.entry("some", "a tenth of the accounts"),
            Map.entry("few", "few accounts"),
            Map.entry("hot", "one hot account, one thread"),
            Map.entry("even", "even load, one thread"));

    private final JsonNode root;
    private final StringBuilder text = new StringBuilder();

    Markdown(JsonNode root) {
        this.root = root;
    }

    String text() {
        line("# Benchmark, size " + root.path("size").asText());
        line("");
        line("Written by `make bench` on " + root.path("writtenAt").asText() + ". Machine: "
                + list(root.path("machine")) + ". Versions: " + list(root.path("versions")) + ".");
        line("");
        line(
                "Everything is a ratio of sides that ran interleaved on this machine; absolute figures say little elsewhere.");
        line("A figure counts only if its side's totals were the oracle's.");
        line("");
        line("## Ratios");
        text.append(ratios());
        sides("throughput", "Throughput");
        sides("growth", "Growth");
        sides("compare", "This build and the build before");
        for (Map.Entry<String, JsonNode> part : root.properties()) {
            if (part.getValue().has("table")) {
                table(part.getValue());
            }
        }
        new Sizing(root).text().forEach(this::line);
        return text.toString();
    }

    /** The table of ratios alone. */
    String ratios() {
        StringBuilder table = new StringBuilder("\n| ratio | min | median | max | must | aim | reached |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        for (Map.Entry<String, JsonNode> ratio : root.path("ratios").properties()) {
            JsonNode value = ratio.getValue();
            table.append("| %s | %s | **%s** | %s | %s | %s | %s |%n"
                    .formatted(
                            value.path("title").asText(),
                            number(value.path("min")),
                            number(value.path("median")),
                            number(value.path("max")),
                            number(value.path("must")),
                            number(value.path("aim")),
                            value.path("reached").asText()));
        }
        return table.toString();
    }

    private void sides(String part, String title) {
        JsonNode sides = root.path(part).path("sides");
        if (sides.isEmpty()) {
            return;
        }
        line("");
        line("## " + title);
        line("");
        line(
                "| durability | side | events/s min | median | max | CPU µs an event: side | broker | PostgreSQL | counts |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (JsonNode side : sides) {
            JsonNode rate = side.path("eventsPerSecond");
            JsonNode cpu = side.path("cpuNanosPerEvent");
            line("| %s | %s | %s | **%s** | %s | %s | %s | %s | %s |"
                    .formatted(
                            side.path("durability").asText(),
                            name(side),
                            number(rate.path("min")),
                            number(rate.path("median")),
                            number(rate.path("max")),
                            micros(cpu.path("side")),
                            micros(cpu.path("broker")),
                            micros(cpu.path("postgres")),
                            side.path("valid").asBoolean() ? "yes" : "NO"));
        }
        chart(sides);
    }

    private void chart(JsonNode sides) {
        double most = 1;
        for (JsonNode side : sides) {
            most = Math.max(most, side.path("eventsPerSecond").path("median").asDouble());
        }
        line("");
        line("```");
        for (JsonNode side : sides) {
            double rate = side.path("eventsPerSecond").path("median").asDouble();
            int width = (int) Math.max(1, Math.round(rate / most * CHART_WIDTH));
            line("%-32s %s %s"
                    .formatted(
                            name(side) + (side.path("durability").asText().equals("flushed") ? ", flushed" : ""),
                            "█".repeat(width),
                            number(side.path("eventsPerSecond").path("median"))));
        }
        line("```");
    }

    /** A part that brings its own table: title, then rows of what, figure and bar. */
    private void table(JsonNode part) {
        line("");
        line("## " + part.path("title").asText());
        line("");
        line("| what | figure | bar |");
        line("|---|---|---|");
        for (JsonNode row : part.path("table")) {
            line("| %s | %s | %s |"
                    .formatted(
                            row.path("what").asText(),
                            row.path("figure").asText(),
                            row.path("bar").asText()));
        }
    }

    private static String name(JsonNode side) {
        String key = side.path("side").asText();
        return SIDES.getOrDefault(key, key);
    }

    private static String list(JsonNode object) {
        List<String> parts = new ArrayList<>();
        object.properties()
                .forEach(entry ->
                        parts.add(entry.getKey() + " " + entry.getValue().asText()));
        return String.join(", ", parts);
    }

    private static String micros(JsonNode nanos) {
        return nanos.isMissingNode()
                ? ""
                : String.format(Locale.ROOT, "%.1f", nanos.path("median").asDouble() / 1_000);
    }

    static String number(JsonNode figure) {
        if (figure.isMissingNode()) {
            return "";
        }
        double value = figure.asDouble();
        return value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
