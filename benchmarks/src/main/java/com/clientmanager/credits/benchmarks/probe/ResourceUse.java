package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Findings.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Heap allocated by the engine, and bytes written to disk by engine and broker (/proc/PID/io), so far. */
public record ResourceUse(long heapBytes, long engineDiskBytes, long brokerDiskBytes) {
    private static final String WRITTEN = "write_bytes: ";

    public static ResourceUse now(PrometheusClient metrics, long enginePid, long brokerPid) {
        return new ResourceUse(
                metrics.value("jvm_gc_memory_allocated_bytes_total"), written(enginePid), written(brokerPid));
    }

    /** Adds the use per event since {@code before}. */
    public void addTo(Findings findings, ResourceUse before, long events) {
        add(findings, "heapBytesPerEvent", "heap allocated per event, engine", heapBytes - before.heapBytes, events);
        add(
                findings,
                "engineDiskBytesPerEvent",
                "written to disk per event, engine",
                engineDiskBytes - before.engineDiskBytes,
                events);
        add(
                findings,
                "brokerDiskBytesPerEvent",
                "written to disk per event, broker, including the event itself",
                brokerDiskBytes - before.brokerDiskBytes,
                events);
    }

    private static void add(Findings findings, String name, String what, long bytes, long events) {
        long each = bytes / events;
        findings.figure(name, each, new Row(what, "%,d bytes".formatted(each), ""));
    }

    private static long written(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/io")).stream()
                    .filter(line -> line.startsWith(WRITTEN))
                    .mapToLong(line -> Long.parseLong(line.substring(WRITTEN.length())))
                    .sum();
        } catch (IOException exited) {
            return 0;
        }
    }
}
