package com.clientmanager.credits.benchmarks.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** Machine and versions, on which the figures depend. */
public final class Machine {
    private Machine() {}

    /** CPU, memory and operating system. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cpu", firstOf("/proc/cpuinfo", "model name"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", firstOf("/proc/meminfo", "MemTotal"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return facts;
    }

    /** Versions of Kafka, Java and PostgreSQL. */
    public static Map<String, String> versions(BenchStack stack) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("kafka", AppInfoParser.getVersion());
        versions.put("java", Runtime.version().toString());
        versions.put("postgresql", stack.postgresVersion());
        return versions;
    }

    private static String firstOf(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
