package com.clientmanager.credits.benchmarks.run;

import java.time.Duration;
import java.util.Map;

/** How many cores the processes of a clock, and this one, keep busy from its making on. */
final class CoresInUse {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final CpuClock clock;
    private final Map<String, Long> before;
    private final long ownBefore = ownMs();
    private final long start = System.nanoTime();

    CoresInUse(CpuClock clock) {
        this.clock = clock;
        this.before = clock.readMs();
    }

    /** One row for each process; {@code own} is what this one does meanwhile. */
    void tell(Findings findings, String own) {
        long millis = Math.max(1, (System.nanoTime() - start) / NANOS_A_MILLI);
        CpuClock.between(before, clock.readMs()).forEach((name, ms) -> tell(findings, name, ms, millis));
        tell(findings, own, ownMs() - ownBefore, millis);
    }

    private static void tell(Findings findings, String process, long cpuMs, long millis) {
        findings.row("cores in use meanwhile, " + process, "%.2f".formatted((double) cpuMs / millis), "");
    }

    private static long ownMs() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }
}
