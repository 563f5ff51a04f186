package com.clientmanager.credits.localstack;

import java.util.Locale;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/**
 * How a stack runs. {@code CREDITS_STACK} is {@code processes} (the default: no Docker needed), {@code docker}, or
 * {@code auto}: Docker if a Docker engine responds, processes otherwise.
 */
public enum StackBackend {
    PROCESSES,
    DOCKER;

    static StackBackend selected() {
        String requested = Optional.ofNullable(System.getenv("CREDITS_STACK")).orElse("processes");
        return selected(requested, () -> DockerClientFactory.instance().isDockerAvailable());
    }

    static StackBackend selected(String requested, java.util.function.BooleanSupplier dockerAvailable) {
        return switch (requested.toLowerCase(Locale.ROOT)) {
            case "processes" -> PROCESSES;
            case "docker" -> DOCKER;
            case "auto" -> dockerAvailable.getAsBoolean() ? DOCKER : PROCESSES;
            default ->
                throw new IllegalArgumentException(
                        "CREDITS_STACK is '" + requested + "': expected processes, docker or auto");
        };
    }
}
