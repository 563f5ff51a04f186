package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.baseline.BaselineMain;
import com.clientmanager.credits.benchmarks.baseline.BaselinePlan;
import com.clientmanager.credits.benchmarks.baseline.SharedProgress;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.CpuClock;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.probe.Stopwatch;
import com.clientmanager.credits.benchmarks.report.Timing;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a baseline in a JVM of its own and times it. */
public record BaselineProcess(Path folder, CpuClock cpu, ProgressConsole console) {
    /** Heap and collector settings of the aggregator's Dockerfile, also used for the baselines. */
    private static final List<String> HEAP = List.of(
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseParallelGC",
            "-XX:NewRatio=1",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseTransparentHugePages");

    /** A Java command with the heap settings that engine and baselines share. */
    public static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Checkout.java()));
        command.addAll(HEAP);
        command.addAll(arguments);
        return command;
    }

    /** Starts the baseline, times it after {@code warmUp} events, and stops its process. */
    public Timing run(BaselinePlan plan, long warmUp) {
        Path planFile = folder.resolve("plan.json");
        Path progressFile = Path.of(plan.progress());
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(progressFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SharedProgress progress = SharedProgress.open(progressFile, plan.workers());
        plan.write(planFile);
        ChildProcess process = ChildProcess.launch(
                "baseline",
                folder,
                command(List.of(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BaselineMain.class.getName(),
                        planFile.toString())),
                Map.of());
        try {
            cpu.with("application", process.pid());
            return new Stopwatch(plan.kind().title(), progress::events, process::isAlive, cpu, console)
                    .time(warmUp, plan.input().events());
        } finally {
            process.stop();
        }
    }

    public Path progressFile() {
        return folder.resolve("progress");
    }

    /** The input of a plan: a filled range up to a mark. */
    public static BaselinePlan.Input input(TopicSet topics, TopicFiller.FilledRange filled, int mark) {
        return new BaselinePlan.Input(
                topics.at().bootstrapServers(),
                topics.at().registryUrl(),
                topics.prefix(),
                filled.from(),
                filled.marks().get(mark).to());
    }
}
