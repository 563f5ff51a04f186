package com.clientmanager.credits.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** CPU time of processes including all children, from /proc, with a resolution of 10 ms. */
public final class CpuClock {
    /** USER_HZ is 100 on every Linux that runs a JDK. */
    private static final long TICK_MS = 10;

    private final Map<String, Long> roots = new ConcurrentHashMap<>();

    /** Adds the process {@code pid} under {@code name}. */
    public CpuClock with(String name, long pid) {
        roots.put(name, pid);
        return this;
    }

    /** CPU milliseconds used so far, by name. */
    public Map<String, Long> readMs() {
        Map<String, Long> used = new LinkedHashMap<>();
        roots.forEach((name, pid) -> used.put(name, treeTicks(pid) * TICK_MS));
        return used;
    }

    /** CPU milliseconds between two readings, for the processes in both. */
    public static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> used = new LinkedHashMap<>();
        before.forEach((name, then) -> {
            Long now = after.get(name);
            if (now != null && now >= then) {
                used.put(name, now - then);
            }
        });
        return used;
    }

    private static long treeTicks(long root) {
        long ticks = ticks(root, true);
        return ticks
                + ProcessHandle.of(root)
                        .map(handle -> handle.descendants()
                                .mapToLong(child -> ticks(child.pid(), false))
                                .sum())
                        .orElse(0L);
    }

    /** Fields 14 to 17 of /proc/PID/stat: user and system time, and those of exited children. */
    private static long ticks(long pid, boolean exitedChildren) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return exitedChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (IOException exited) {
            return 0;
        }
    }
}
