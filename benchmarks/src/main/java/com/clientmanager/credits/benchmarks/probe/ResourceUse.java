package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.run.Findings.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What our engine allocates in its heap, and what it and the broker have written to disk, so far; disk as Linux counts it for a process, in /proc. */
record Spending(long heapBytes, long engineDiskBytes, long brokerDiskBytes) {
    private static final String WRITTEN = "write_bytes: ";

    static Spending now(Aggregator aggregator, long brokerPid) {
        return new Spending(
                aggregator.metrics().value("jvm_gc_memory_allocated_bytes_total"),
                written(aggregator.pid()),
                written(brokerPid));
    }

    /** Rows of what was spent from {@code before} until now, for each of so many events. */
    void tell(Findings findings, Spending before, long events) {
        tell(findings, "heapBytesPerEvent", "heap allocated an event, engine", heapBytes - before.heapBytes, events);
        tell(
                findings,
                "engineDiskBytesPerEvent",
                "written to disk an event, engine",
                engineDiskBytes - before.engineDiskBytes,
                events);
        tell(
                findings,
                "brokerDiskBytesPerEvent",
                "written to disk an event, broker, with the event itself",
                brokerDiskBytes - before.brokerDiskBytes,
                events);
    }

    private static void tell(Findings findings, String name, String what, long bytes, long events) {
        long each = bytes / events;
        findings.figure(name, each, new Row(what, "%,d bytes".formatted(each), ""));
    }

    private static long written(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/io")).stream()
                    .filter(line -> line.startsWith(WRITTEN))
                    .mapToLong(line -> Long.parseLong(line.substring(WRITTEN.length())))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
