package com.clientmanager.credits.localstack;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a stack lives and how it behaves.
 *
 * @param folder holds its data, logs and pid files
 * @param lasting data must survive a power cut: PostgreSQL syncs every commit. Without it, it survives only the processes
 * @param brokerFlags JVM flags of the broker
 */
public record StackOptions(Path folder, StackPorts ports, boolean lasting, List<String> brokerFlags) {
    private static final List<String> FRUGAL = List.of("-Xms128m", "-Xmx512m");

    /** A stack for tests in the folder, on free ports. */
    public static StackOptions in(Path folder) {
        return new StackOptions(folder.toAbsolutePath().normalize(), StackPorts.free(), false, FRUGAL);
    }

    public StackOptions on(StackPorts given) {
        return new StackOptions(folder, given, lasting, brokerFlags);
    }

    public StackOptions durable() {
        return new StackOptions(folder, ports, true, brokerFlags);
    }

    /** For benchmarks, which need more than the frugal default of 512 MiB. */
    public StackOptions withBrokerFlags(String... flags) {
        return new StackOptions(folder, ports, lasting, List.of(flags));
    }
}
