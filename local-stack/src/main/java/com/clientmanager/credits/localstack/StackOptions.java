package com.clientmanager.credits.localstack;

import java.nio.file.Path;
import java.util.List;

/**
 * Location and behaviour of a stack.
 *
 * @param folder holds its data, logs and pid files
 * @param fsync PostgreSQL syncs every commit, so that data survives a power failure; otherwise it survives process
 * crashes only
 * @param brokerFlags JVM flags of the broker
 */
public record StackOptions(Path folder, StackPorts ports, boolean fsync, List<String> brokerFlags) {
    private static final List<String> DEFAULT_BROKER_FLAGS = List.of("-Xms128m", "-Xmx512m");

    /** Options of a test stack in the folder, on free ports. */
    public static StackOptions in(Path folder) {
        return new StackOptions(folder.toAbsolutePath().normalize(), StackPorts.free(), false, DEFAULT_BROKER_FLAGS);
    }

    public StackOptions on(StackPorts given) {
        return new StackOptions(folder, given, fsync, brokerFlags);
    }

    /** Enables fsync. */
    public StackOptions durable() {
        return new StackOptions(folder, ports, true, brokerFlags);
    }

    /** For benchmarks, which need more than the default heap of 512 MiB. */
    public StackOptions withBrokerFlags(String... flags) {
        return new StackOptions(folder, ports, fsync, List.of(flags));
    }
}
