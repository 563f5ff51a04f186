package com.clientmanager.credits.benchmarks.report;

import com.clientmanager.credits.benchmarks.run.Drained;
import com.clientmanager.credits.benchmarks.run.Durability;
import com.clientmanager.credits.benchmarks.run.Findings;
import com.clientmanager.credits.benchmarks.run.Run;
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
 * The results folder: latest.json and latest.md. A run of one part replaces that part and keeps the others if they are of the same size, so that the
 * parts can be measured one after the other.
 */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final ObjectNode root;

    private Report(Path folder, ObjectNode root) {
        this.folder = folder;
        this.root = root;
    }

    /** Goes on with what the folder holds of the same size. */
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

    /** A part's own object, emptied. */
    public ObjectNode part(String name) {
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

    /** Runs of a part and the ratios that follow from them. */
    public void runs(String part, List<Run> runs) {
        ObjectNode node = part(part);
        ArrayNode each = node.putArray("runs");
        Map<String, List<Run>> bySide = new LinkedHashMap<>();
        for (Run run : runs) {
            each.add(one(run));
            bySide.computeIfAbsent(run.durability() + " " + run.side(), key -> new ArrayList<>())
                    .add(run);
        }
        ArrayNode sides = node.putArray("sides");
        bySide.values().forEach(same -> sides.add(side(same)));
        for (Bar bar : Bar.values()) {
            Ratios.of(bar, runs).ifPresent(ratio -> put(bar, ratio));
        }
    }

    /** What a part without runs found. */
    public void findings(String part, Findings findings) {
        ObjectNode node = part(part);
        node.put("title", findings.title());
        findings.figures().forEach(node::put);
        node.put("valid", findings.wrong().isEmpty());
        ArrayNode table = node.putArray("table");
        for (Findings.Row row : findings.rows()) {
            table.addObject()
                    .put("what", row.what())
                    .put("figure", row.figure())
                    .put("bar", row.bar());
        }
    }

    /** The median of a side without waiting for the disk, in events a second, as the record of this size has it. */
    public OptionalLong recorded(String side) {
        for (JsonNode one : root.path("throughput").path("sides")) {
            if (one.path("side").asText().equals(side)
                    && one.path("durability").asText().equals(name(Durability.AS_IS))) {
                return OptionalLong.of(
                        one.path("eventsPerSecond").path("median").asLong());
            }
        }
        return OptionalLong.empty();
    }

    private void put(Bar bar, Range ratio) {
        ObjectNode node = root.withObject("ratios").putObject(bar.key());
        node.put("title", bar.title());
        range(node, ratio);
        if (bar.must() > 0) {
            node.put("must", bar.must());
            node.put("aim", bar.aim());
            node.put("reached", bar.reached(ratio.median()));
        }
    }

    private static ObjectNode one(Run run) {
        ObjectNode node = JSON.createObjectNode();
        node.put("round", run.round());
        node.put("durability", name(run.durability()));
        node.put("side", run.side());
        node.put("eventsPerSecond", run.outcome().drained().rate());
        node.put("events", run.outcome().drained().events());
        node.put("wallMs", run.outcome().drained().nanos() / 1_000_000);
        ObjectNode cpu = node.putObject("cpuMs");
        run.outcome().drained().cpuMs().forEach(cpu::put);
        node.put("valid", run.outcome().counts());
        if (!run.outcome().counts()) {
            node.put("wrong", run.outcome().wrong());
        }
        return node;
    }

    private static ObjectNode side(List<Run> same) {
        Run first = same.getFirst();
        ObjectNode node = JSON.createObjectNode();
        node.put("durability", name(first.durability()));
        node.put("side", first.side());
        node.put("valid", same.stream().allMatch(run -> run.outcome().counts()));
        range(
                node.putObject("eventsPerSecond"),
                Range.of(
                        same.stream().map(run -> run.outcome().drained().rate()).toList()));
        ObjectNode cpu = node.putObject("cpuNanosPerEvent");
        Map<String, List<Long>> each = new LinkedHashMap<>();
        // A run may lack a process whose children ended while its clock was read.
        for (Run run : same) {
            Drained drained = run.outcome().drained();
            drained.cpuMs()
                    .forEach((process, ms) -> each.computeIfAbsent(process, key -> new ArrayList<>())
                            .add(ms * 1_000_000 / drained.events()));
        }
        each.forEach((process, nanos) -> range(cpu.putObject(process), Range.of(nanos)));
        return node;
    }

    /** Puts min, median and max. */
    public static void range(ObjectNode node, Range range) {
        node.put("min", rounded(range.min()));
        node.put("median", rounded(range.median()));
        node.put("max", rounded(range.max()));
    }

    private static double rounded(double figure) {
        return figure >= 100 ? Math.rint(figure) : Math.rint(figure * 1_000) / 1_000;
    }

    private static String name(Durability durability) {
        return durability == Durability.AS_IS ? "as is" : "flushed";
    }

    /** Writes both files. */
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

    /** The ratios as a table for the terminal. */
    public String ratioTable() {
        return new Markdown(root).ratios();
    }
}
