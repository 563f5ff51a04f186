package com.clientmanager.credits.localstack;

import java.util.Locale;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/**
 * How a stack is run. {@code CREDITS_STACK} says {@code processes} (the default: no Docker needed), {@code docker}, or
 * {@code auto}, which takes Docker where an engine answers.
 */
public enum Engine {
    PROCESSES,
    DOCKER;

    static Engine chosen() {
        String wish = Optional.ofNullable(System.getenv("CREDITS_STACK")).orElse("processes");
        return chosen(wish, () -> DockerClientFactory.instance().isDockerAvailable());
    }

    static Engine chosen(String wish, java.util.function.BooleanSupplier engineAnswers) {
        return switch (wish.toLowerCase(Locale.ROOT)) {
            case "processes" -> PROCESSES;
            case "docker" -> DOCKER;
            case "auto" -> engineAnswers.getAsBoolean() ? DOCKER : PROCESSES;
            default ->
                throw new IllegalArgumentException(
                        "CREDITS_STACK is '" + wish + "': it takes processes, docker or auto");
        };
    }
}
