package com.clientmanager.credits.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The results folder: latest.json and latest.md. Running one part replaces its results and keeps the others if they are
 * of the same size.
 */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final ObjectNode root;

    private Report(Path folder, ObjectNode root) {
        this.folder = folder;
        this.root = root;
    }

    /** Continues with the results of the same size, if there are any. */
    public static Report open(Path folder, String size) {
        Path file = folder.resolve("latest.json");
        try {
            ObjectNode kept = Files.exists(file) ? (ObjectNode) JSON.readTree(file.toFile()) : JSON.createObjectNode();
            ObjectNode root = kept.path("size").asText().equals(size) ? kept : JSON.createObjectNode();
            root.put("size", size);
            root.withObject("ratios");
            return new Report(folder, root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty object for a part. */
    private ObjectNode part(String name) {
        ObjectNode part = root.putObject(name);
        part.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return part;
    }

    public void machine(Map<String, String> machine, Map<String, String> versions) {
        fill(root.putObject("machine"), machine);
        fill(root.putObject("versions"), versions);
    }

    private static void fill(ObjectNode node, Map<String, String> values) {
        values.forEach(node::put);
    }

    /** Adds the runs of a part and their ratios. */
    public void runs(String part, List<Run> runs) {
        ObjectNode node = part(part);
        ArrayNode each = node.putArray("runs");
        Map<String, List<Run>> byVariant = new LinkedHashMap<>();
        for (Run run : runs) {
            each.add(one(run));
            byVariant
                    .computeIfAbsent(run.durability() + " " + run.variant(), key -> new ArrayList<>())
                    .add(run);
        }
        ArrayNode variants = node.putArray("variants");
        byVariant.values().forEach(same -> variants.add(variant(same)));
        for (Target target : Target.values()) {
            Ratios.of(target, runs).ifPresent(ratio -> put(target, ratio));
        }
    }

    /** Adds the findings of a part without runs. */
    public void findings(String part, Findings findings) {
        ObjectNode node = part(part);
        node.put("title", findings.title());
        findings.figures().forEach(node::put);
        node.put("valid", findings.errors().isEmpty());
        ArrayNode table = node.putArray("table");
        for (Findings.Row row : findings.rows()) {
            table.addObject()
                    .put("title", row.title())
                    .put("figure", row.figure())
                    .put("target", row.target());
        }
    }

    /** The recorded median of a variant in events per second, without waiting for the disk. */
    public OptionalLong recorded(String variant) {
        for (JsonNode one : root.path("throughput").path("variants")) {
            if (one.path("variant").asText().equals(variant)
                    && one.path("durability").asText().equals(Durability.AS_IS.label())) {
                return OptionalLong.of(
                        one.path("eventsPerSecond").path("median").asLong());
            }
        }
        return OptionalLong.empty();
    }

    private void put(Target target, Range ratio) {
        ObjectNode node = root.withObject("ratios").putObject(target.key());
        node.put("title", target.title());
        range(node, ratio);
        if (target.must() > 0) {
            node.put("must", target.must());
            node.put("aim", target.aim());
            node.put("reached", target.reached(ratio.median()));
        }
    }

    private static ObjectNode one(Run run) {
        ObjectNode node = JSON.createObjectNode();
        node.put("round", run.round());
        node.put("durability", run.durability().label());
        node.put("variant", run.variant());
        node.put("eventsPerSecond", run.outcome().timing().rate());
        node.put("events", run.outcome().timing().events());
        node.put("wallMs", run.outcome().timing().nanos() / 1_000_000);
        ObjectNode cpu = node.putObject("cpuMs");
        run.outcome().timing().cpuMs().forEach(cpu::put);
        node.put("valid", run.outcome().counts());
        if (!run.outcome().counts()) {
            node.put("error", run.outcome().error());
        }
        return node;
    }

    private static ObjectNode variant(List<Run> same) {
        Run first = same.getFirst();
        ObjectNode node = JSON.createObjectNode();
        node.put("durability", first.durability().label());
        node.put("variant", first.variant());
        node.put("valid", same.stream().allMatch(run -> run.outcome().counts()));
        range(
                node.putObject("eventsPerSecond"),
                Range.of(same.stream().map(run -> run.outcome().timing().rate()).toList()));
        ObjectNode cpu = node.putObject("cpuNanosPerEvent");
        Map<String, List<Long>> each = new LinkedHashMap<>();
        // A run may lack a process whose children exited while its CPU time was read.
        for (Run run : same) {
            Timing timing = run.outcome().timing();
            timing.cpuMs()
                    .forEach((process, ms) -> each.computeIfAbsent(process, key -> new ArrayList<>())
                            .add(ms * 1_000_000 / timing.events()));
        }
        each.forEach((process, nanos) -> range(cpu.putObject(process), Range.of(nanos)));
        return node;
    }

    private static void range(ObjectNode node, Range range) {
        node.put("min", rounded(range.min()));
        node.put("median", rounded(range.median()));
        node.put("max", rounded(range.max()));
    }

    private static double rounded(double figure) {
        return figure >= 100 ? Math.rint(figure) : Math.rint(figure * 1_000) / 1_000;
    }

    /** Writes latest.json and latest.md. */
    public void write() {
        root.put("writtenAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        try {
            Files.createDirectories(folder);
            JSON.writeValue(folder.resolve("latest.json").toFile(), root);
            Path tried = folder.resolve("tried.md");
            String text = new Markdown(root).text() + (Files.exists(tried) ? "\n" + Files.readString(tried) : "");
            Files.writeString(folder.resolve("latest.md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table of ratios. */
    public String ratioTable() {
        return new Markdown(root).ratios();
    }
}
