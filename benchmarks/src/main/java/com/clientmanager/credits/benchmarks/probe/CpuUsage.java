package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.report.Findings;
import java.time.Duration;
import java.util.Map;

/** Average number of cores used by the processes of a clock, and by this one, since creation. */
public final class CpuUsage {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CpuClock clock;
    private final Map<String, Long> before;
    private final long ownBefore = ownMs();
    private final long start = System.nanoTime();

    public CpuUsage(CpuClock clock) {
        this.clock = clock;
        this.before = clock.readMs();
    }

    /** Adds a row per process; {@code own} is the label of this one. */
    public void addTo(Findings findings, String own) {
        long millis = Math.max(1, (System.nanoTime() - start) / NANOS_PER_MILLI);
        CpuClock.between(before, clock.readMs()).forEach((name, ms) -> add(findings, name, ms, millis));
        add(findings, own, ownMs() - ownBefore, millis);
    }

    private static void add(Findings findings, String process, long cpuMs, long millis) {
        findings.row("cores used, " + process, "%.2f".formatted((double) cpuMs / millis), "");
    }

    private static long ownMs() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }
}
