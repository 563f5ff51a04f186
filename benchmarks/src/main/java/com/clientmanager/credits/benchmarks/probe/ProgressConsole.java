package com.clientmanager.credits.benchmarks.run;

import java.io.PrintStream;
import java.time.Duration;

/** Shows the person who waits what happens: one line that moves, and lines that stay. */
public final class Board {
    private static final long REFRESH_NANOS = Duration.ofMillis(500).toNanos();
    private static final long SIGN_OF_LIFE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int WIDTH = 96;

    private final PrintStream out;
    /** Set by make when its output is a terminal. */
    private final boolean moves = Boolean.getBoolean("bench.terminal");

    private final long started = System.nanoTime();
    private long shown = started;

    public Board(PrintStream out) {
        this.out = out;
    }

    /** A line that stays. */
    public void say(String line) {
        if (moves) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
        }
        out.println("[" + elapsed() + "] " + line);
        out.flush();
    }

    /** The line that moves; elsewhere than on a terminal one now and then that stays. */
    void show(String what, long done, long of) {
        long now = System.nanoTime();
        if (now - shown < (moves ? REFRESH_NANOS : SIGN_OF_LIFE_NANOS)) {
            return;
        }
        shown = now;
        if (!moves) {
            say("%s: %,d of %,d".formatted(what, Math.max(0, done), of));
            return;
        }
        int percent = of == 0 ? 100 : Math.clamp(done * 100 / of, 0, 100);
        String bar = "#".repeat(percent / 4) + ".".repeat(25 - percent / 4);
        out.print(
                "\r[%s] %-24s %s %3d%% %,d of %,d   ".formatted(elapsed(), what, bar, percent, Math.max(0, done), of));
        out.flush();
    }

    private String elapsed() {
        Duration since = Duration.ofNanos(System.nanoTime() - started);
        return "%02d:%02d".formatted(since.toMinutes(), since.toSecondsPart());
    }
}
