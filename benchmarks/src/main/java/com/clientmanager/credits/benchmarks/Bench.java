package com.clientmanager.credits.benchmarks;

import com.clientmanager.credits.benchmarks.micro.Core;
import com.clientmanager.credits.benchmarks.report.Report;
import com.clientmanager.credits.benchmarks.run.BenchStack;
import com.clientmanager.credits.benchmarks.run.Board;
import com.clientmanager.credits.benchmarks.run.Comparison;
import com.clientmanager.credits.benchmarks.run.Door;
import com.clientmanager.credits.benchmarks.run.Findings;
import com.clientmanager.credits.benchmarks.run.Growth;
import com.clientmanager.credits.benchmarks.run.Latency;
import com.clientmanager.credits.benchmarks.run.Machine;
import com.clientmanager.credits.benchmarks.run.Projection;
import com.clientmanager.credits.benchmarks.run.Reads;
import com.clientmanager.credits.benchmarks.run.Renewals;
import com.clientmanager.credits.benchmarks.run.Restore;
import com.clientmanager.credits.benchmarks.run.Run;
import com.clientmanager.credits.benchmarks.run.Sizes;
import com.clientmanager.credits.benchmarks.run.Throughput;
import com.clientmanager.credits.localstack.Checkout;
import java.nio.file.Path;
import java.util.List;

/** `make bench`: runs the chosen parts in the chosen size, and writes the report. Ends with 1 when a figure does not count. */
public final class Bench {
    private final Sizes sizes;
    private final Board board;
    private final Report report;
    private boolean allCount = true;

    private Bench(Sizes sizes, Board board, Report report) {
        this.sizes = sizes;
        this.board = board;
        this.report = report;
    }

    /** Runs size {@code args[0]}, part {@code args[1]}. */
    @SuppressWarnings("SystemOut") // the progress is for the person who waits
    public static void main(String[] args) throws Exception {
        Board board = new Board(System.out);
        Path root = Checkout.root();
        Sizes sizes = Sizes.named(args[0]);
        List<Part> parts = Part.named(args[1]);
        // A comparison of two builds is an answer for a developer, not a part of the record.
        String results = parts.contains(Part.COMPARE) ? ".local/comparison" : "benchmarks/results";
        Report report = Report.open(root.resolve(results), sizes.name());
        Bench bench = new Bench(sizes, board, report);
        board.say("size %s, parts %s".formatted(sizes.name(), parts));
        for (Part part : parts) {
            bench.run(part, root.resolve(".local/bench"));
            report.write();
        }
        board.say("written to %s/latest.md and latest.json\n".formatted(results) + report.ratioTable());
        System.exit(bench.allCount ? 0 : 1);
    }

    /** Each part has a stack of its own, empty at the start. */
    private void run(Part part, Path folder) throws Exception {
        board.say("part " + part.name().toLowerCase(java.util.Locale.ROOT));
        if (part == Part.CORE) {
            keep("core", Core.run());
            return;
        }
        try (BenchStack stack = BenchStack.start(folder)) {
            report.machine(Machine.facts(), Machine.versions(stack));
            switch (part) {
                case THROUGHPUT ->
                    keep("throughput", new Throughput(stack, sizes, board).run().runs());
                case LATENCY ->
                    keep("latency", new Latency(stack, sizes, board, report.recorded(Throughput.OURS)).run());
                case RESTORE -> keep("restore", new Restore(stack, sizes, board).run());
                case PROJECTION -> keep("projection", new Projection(stack, sizes, board).run());
                case DOOR -> keep("door", new Door(stack, sizes, board).run());
                case READS -> keep("reads", new Reads(stack, sizes, board).run());
                case RENEWALS -> keep("renewals", new Renewals(stack, sizes, board).run());
                case COMPARE ->
                    keep(
                            "compare",
                            Comparison.fromEnvironment(stack, sizes, board).run());
                case CORE -> throw new AssertionError("has run already");
                case GROWTH ->
                    keep("growth", new Growth(stack, sizes, board).run().runs());
            }
        }
    }

    private void keep(String part, Findings findings) {
        report.findings(part, findings);
        findings.rows().forEach(row -> board.say(row.what() + ": " + row.figure()));
        for (String wrong : findings.wrong()) {
            allCount = false;
            board.say("DOES NOT COUNT: " + wrong);
        }
    }

    private void keep(String part, List<Run> runs) {
        report.runs(part, runs);
        for (Run run : runs) {
            if (!run.outcome().counts()) {
                allCount = false;
                board.say("DOES NOT COUNT: %s in round %d: %s"
                        .formatted(run.side(), run.round(), run.outcome().wrong()));
            }
        }
    }
}
