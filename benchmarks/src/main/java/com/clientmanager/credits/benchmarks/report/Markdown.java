package com.clientmanager.credits.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders latest.json as Markdown. */
public final class Markdown {
    private static final Map<String, String> VARIANTS = Map.ofEntries(
            Map.entry("OURS", "OURS"),
            Map.entry("COPY", "R0 copy"),
            Map.entry("TRANSFORM", "R1 transform"),
            Map.entry("PG1", "PG1 per event"),
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

    public Markdown(JsonNode root) {
        this.root = root;
    }

    public String text() {
        line("# Benchmark, size " + root.path("size").asText());
        line("");
        line("Written by `make bench` on " + root.path("writtenAt").asText() + ". Machine: "
                + list(root.path("machine")) + ". Versions: " + list(root.path("versions")) + ".");
        line("");
        line("Only ratios of variants that ran interleaved on this machine are meaningful; absolute figures "
                + "depend on the machine.");
        line("A figure counts only if the totals of its run equal the oracle's.");
        line("");
        line("## Ratios");
        text.append(ratios());
        variants("throughput", "Throughput");
        variants("growth", "Growth");
        variants("compare", "This build and the build before");
        for (Map.Entry<String, JsonNode> part : root.properties()) {
            if (part.getValue().has("table")) {
                table(part.getValue());
            }
        }
        new Sizing(root).text().forEach(this::line);
        return text.toString();
    }

    /** The table of ratios. */
    public String ratios() {
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

    private void variants(String part, String title) {
        JsonNode variants = root.path(part).path("variants");
        if (variants.isEmpty()) {
            return;
        }
        line("");
        line("## " + title);
        line("");
        line("| durability | variant | events/s min | median | max | CPU µs per event: application | broker | "
                + "PostgreSQL | counts |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (JsonNode variant : variants) {
            JsonNode rate = variant.path("eventsPerSecond");
            JsonNode cpu = variant.path("cpuNanosPerEvent");
            line("| %s | %s | %s | **%s** | %s | %s | %s | %s | %s |"
                    .formatted(
                            variant.path("durability").asText(),
                            name(variant),
                            number(rate.path("min")),
                            number(rate.path("median")),
                            number(rate.path("max")),
                            micros(cpu.path("application")),
                            micros(cpu.path("broker")),
                            micros(cpu.path("postgres")),
                            variant.path("valid").asBoolean() ? "yes" : "NO"));
        }
    }

    /** A part with a table of its own. */
    private void table(JsonNode part) {
        line("");
        line("## " + part.path("title").asText());
        line("");
        line("| what | figure | target |");
        line("|---|---|---|");
        for (JsonNode row : part.path("table")) {
            line("| %s | %s | %s |"
                    .formatted(
                            row.path("title").asText(),
                            row.path("figure").asText(),
                            row.path("target").asText()));
        }
    }

    private static String name(JsonNode variant) {
        String key = variant.path("variant").asText();
        return VARIANTS.getOrDefault(key, key);
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

    public static String number(JsonNode figure) {
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
