package com.clientmanager.credits.localstack.up;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** Counts accepted and rejected events of a file, and draws the progress bar. */
final class SendSummary {
    private static final int WIDTH = 40;
    private static final int MAX_SHOWN_REJECTIONS = 10;

    private final PrintStream out;
    private final long size;
    private final long startedAt = System.nanoTime();
    private final Map<String, Long> codes = new TreeMap<>();
    private long done;
    private int drawn = -1;
    private long accepted;
    private long rejected;

    SendSummary(PrintStream out, long size) {
        this.out = out;
        this.size = size;
    }

    void read(long chars) {
        done += chars;
        int percent = (int) Math.min(100, size == 0 ? 100 : done * 100 / size);
        if (percent != drawn) {
            drawn = percent;
            int filled = percent * WIDTH / 100;
            out.print("\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + percent + " %");
            out.flush();
        }
    }

    void accepted(long count) {
        accepted += count;
    }

    void rejected(long line, String code, String detail) {
        rejected++;
        codes.merge(code, 1L, Long::sum);
        if (rejected <= MAX_SHOWN_REJECTIONS) {
            out.println("\rline " + line + ": " + code + ": " + detail + " ".repeat(WIDTH));
            drawn = -1;
        }
    }

    /** Whether every event was accepted. */
    boolean print() {
        long ms = Math.max(1, (System.nanoTime() - startedAt) / 1_000_000);
        out.println();
        out.printf(
                "accepted %,d, rejected %,d, in %,d ms (%,d events/s)%n", accepted, rejected, ms, accepted * 1000 / ms);
        codes.forEach((code, count) -> out.printf("  %-28s %,d%n", code, count));
        return rejected == 0;
    }
}
