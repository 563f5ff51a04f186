package com.clientmanager.credits.benchmarks;

import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.micro.MicroBenchmarks;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Report;
import com.clientmanager.credits.benchmarks.report.Run;
import com.clientmanager.credits.benchmarks.scenario.Comparison;
import com.clientmanager.credits.benchmarks.scenario.Growth;
import com.clientmanager.credits.benchmarks.scenario.IngestThroughput;
import com.clientmanager.credits.benchmarks.scenario.Latency;
import com.clientmanager.credits.benchmarks.scenario.Projection;
import com.clientmanager.credits.benchmarks.scenario.Reads;
import com.clientmanager.credits.benchmarks.scenario.Renewals;
import com.clientmanager.credits.benchmarks.scenario.Restore;
import com.clientmanager.credits.benchmarks.scenario.Throughput;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.benchmarks.setup.Machine;
import com.clientmanager.credits.localstack.Checkout;
import java.nio.file.Path;
import java.util.List;

/**
 * `make bench`: runs the selected parts in the selected size and writes the report. Exits with 1 if a figure does not
 * count.
 */
public final class Bench {
    private final Sizes sizes;
    private final ProgressConsole console;
    private final Report report;
    private boolean valid = true;

    private Bench(Sizes sizes, ProgressConsole console, Report report) {
        this.sizes = sizes;
        this.console = console;
        this.report = report;
    }

    /** Runs size {@code args[0]}, part {@code args[1]}. */
    @SuppressWarnings("SystemOut") // console output
    public static void main(String[] args) throws Exception {
        ProgressConsole console = new ProgressConsole(System.out);
        Path root = Checkout.root();
        Sizes sizes = Sizes.named(args[0]);
        List<Part> parts = Part.named(args[1]);
        // A comparison of two builds is not part of the record.
        String results = parts.contains(Part.COMPARE) ? ".local/comparison" : "benchmarks/results";
        Report report = Report.open(root.resolve(results), sizes.name());
        Bench bench = new Bench(sizes, console, report);
        console.print("size %s, parts %s".formatted(sizes.name(), parts));
        for (Part part : parts) {
            bench.run(part, root.resolve(".local/bench"));
            report.write();
        }
        console.print("written to %s/latest.md and latest.json\n".formatted(results) + report.ratioTable());
        System.exit(bench.valid ? 0 : 1);
    }

    /** Each part gets a new, empty stack. */
    private void run(Part part, Path folder) throws Exception {
        console.print("part " + part.name().toLowerCase(java.util.Locale.ROOT));
        if (part == Part.CORE) {
            keep("core", MicroBenchmarks.run());
            return;
        }
        try (BenchStack stack = BenchStack.start(folder)) {
            report.machine(Machine.facts(), Machine.versions(stack));
            switch (part) {
                case THROUGHPUT -> keep("throughput", new Throughput(stack, sizes, console).run());
                case LATENCY ->
                    keep("latency", new Latency(stack, sizes, console, report.recorded(Throughput.OURS)).run());
                case RESTORE -> keep("restore", new Restore(stack, sizes, console).run());
                case PROJECTION -> keep("projection", new Projection(stack, sizes, console).run());
                case INGEST -> keep("ingest", new IngestThroughput(stack, sizes, console).run());
                case READS -> keep("reads", new Reads(stack, sizes, console).run());
                case RENEWALS -> keep("renewals", new Renewals(stack, sizes, console).run());
                case COMPARE ->
                    keep(
                            "compare",
                            Comparison.fromEnvironment(stack, sizes, console).run());
                case CORE -> throw new AssertionError("needs no stack");
                case GROWTH -> keep("growth", new Growth(stack, sizes, console).run());
            }
        }
    }

    private void keep(String part, Findings findings) {
        report.findings(part, findings);
        findings.rows().forEach(row -> console.print(row.title() + ": " + row.figure()));
        for (String error : findings.errors()) {
            valid = false;
            console.print("DOES NOT COUNT: " + error);
        }
    }

    private void keep(String part, List<Run> runs) {
        report.runs(part, runs);
        for (Run run : runs) {
            if (!run.outcome().counts()) {
                valid = false;
                console.print("DOES NOT COUNT: %s in round %d: %s"
                        .formatted(run.variant(), run.round(), run.outcome().error()));
            }
        }
    }
}
