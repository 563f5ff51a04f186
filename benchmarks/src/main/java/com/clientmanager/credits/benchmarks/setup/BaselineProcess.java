package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.side.Progress;
import com.clientmanager.credits.benchmarks.side.SideMain;
import com.clientmanager.credits.benchmarks.side.SidePlan;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs one side in a JVM of its own and times it. */
record SideProcess(Path folder, CpuClock cpu, Board board) {
    /** Heap and collector of the aggregator's image (its Dockerfile), which serve the other sides as well. */
    private static final List<String> HEAP = List.of(
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseParallelGC",
            "-XX:NewRatio=1",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseTransparentHugePages");

    /** A Java command with the heap that every side has. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Checkout.java()));
        command.addAll(HEAP);
        command.addAll(arguments);
        return command;
    }

    /** Starts the side, times it after {@code warmUp} events, and returns when its process has ended. */
    Drained run(SidePlan plan, long warmUp) {
        Path planFile = folder.resolve("plan.json");
        Path progressFile = Path.of(plan.progress());
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(progressFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Progress progress = Progress.open(progressFile, plan.workers());
        plan.write(planFile);
        ChildProcess process = ChildProcess.launch(
                "side",
                folder,
                command(List.of(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SideMain.class.getName(),
                        planFile.toString())),
                Map.of());
        try {
            cpu.with("side", process.pid());
            return new Stopwatch(plan.kind().title(), progress::events, process::isAlive, cpu, board)
                    .time(warmUp, plan.input().events());
        } finally {
            process.stop();
        }
    }

    Path progressFile() {
        return folder.resolve("progress");
    }

    /** A plan's input: a filled range up to a mark. */
    static SidePlan.Input input(Arena arena, Filling.Filled filled, int mark) {
        return new SidePlan.Input(
                arena.at().bootstrapServers(),
                arena.at().registryUrl(),
                arena.prefix(),
                filled.from(),
                filled.marks().get(mark).to());
    }

    static Totals expected(Filling.Filled filled, int mark) {
        return filled.marks().get(mark).totals();
    }
}
