package com.clientmanager.credits.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** CPU time of processes with all their children, read from /proc, in hundredths of a second. */
final class CpuClock {
    /** Ticks of the kernel's accounting a second: 100 on every Linux that runs a JDK. */
    private static final long TICK_MS = 10;

    private final Map<String, Long> roots = new ConcurrentHashMap<>();

    /** Also counts the process {@code pid} from now on, under {@code name}. */
    CpuClock with(String name, long pid) {
        roots.put(name, pid);
        return this;
    }

    /** CPU milliseconds used so far, by name. */
    Map<String, Long> readMs() {
        Map<String, Long> used = new LinkedHashMap<>();
        roots.forEach((name, pid) -> used.put(name, treeTicks(pid) * TICK_MS));
        return used;
    }

    /** CPU milliseconds between two readings, for the processes that both know. */
    static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
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

    /** Fields 14 to 17 of /proc/PID/stat: own user and system time, and that of children which have ended. */
    private static long ticks(long pid, boolean endedChildren) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return endedChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
        } catch (IOException gone) {
            return 0;
        }
    }
}
