package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.report.Run;
import com.clientmanager.credits.benchmarks.report.Timing;
import java.io.PrintStream;
import java.time.Duration;

/** Progress on the console: a line that is updated in place, and lines that stay. */
public final class ProgressConsole {
    private static final long REFRESH_INTERVAL_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LOG_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int WIDTH = 96;

    private final PrintStream out;
    /** Set by local-stack/bin/bench if stdout is a terminal. */
    private final boolean interactive = Boolean.getBoolean("bench.terminal");

    private final long started = System.nanoTime();
    private long shown = started;

    public ProgressConsole(PrintStream out) {
        this.out = out;
    }

    /** Prints a line. */
    public void print(String line) {
        if (interactive) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
        }
        out.println("[" + elapsed() + "] " + line);
        out.flush();
    }

    /** Updates the progress line; if stdout is no terminal, prints a line every 10 s instead. */
    public void progress(String what, long done, long of) {
        long now = System.nanoTime();
        if (now - shown < (interactive ? REFRESH_INTERVAL_NANOS : LOG_INTERVAL_NANOS)) {
            return;
        }
        shown = now;
        if (!interactive) {
            print("%s: %,d of %,d".formatted(what, Math.max(0, done), of));
            return;
        }
        int percent = of == 0 ? 100 : Math.clamp(done * 100 / of, 0, 100);
        String bar = "#".repeat(percent / 4) + ".".repeat(25 - percent / 4);
        out.print(
                "\r[%s] %-24s %s %3d%% %,d of %,d   ".formatted(elapsed(), what, bar, percent, Math.max(0, done), of));
        out.flush();
    }

    /** Prints the result of a run. */
    public void print(Run run) {
        Timing timing = run.outcome().timing();
        print("round %d %-7s %-9s %,9d events/s, CPU %s%s"
                .formatted(
                        run.round(),
                        run.durability().label(),
                        run.variant(),
                        timing.rate(),
                        timing.cpuMs(),
                        run.outcome().counts()
                                ? ""
                                : "  INVALID: " + run.outcome().error()));
    }

    private String elapsed() {
        Duration since = Duration.ofNanos(System.nanoTime() - started);
        return "%02d:%02d".formatted(since.toMinutes(), since.toSecondsPart());
    }
}
