package com.clientmanager.credits.benchmarks.micro;

import com.clientmanager.credits.benchmarks.report.Findings;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks, each in a JVM of its own. */
public final class MicroBenchmarks {
    private MicroBenchmarks() {}

    /** Mean time and error of each. */
    public static Findings run() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CoreBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        Findings findings = new Findings("The core alone (JMH)");
        for (RunResult result : results) {
            String name = result.getPrimaryResult().getLabel();
            double nanos = result.getPrimaryResult().getScore();
            double error = result.getPrimaryResult().getScoreError();
            findings.figure(
                    name + "Nanos",
                    Math.round(nanos),
                    new Findings.Row(name, "%,.0f ± %,.0f ns".formatted(nanos, error), ""));
        }
        return findings;
    }
}
