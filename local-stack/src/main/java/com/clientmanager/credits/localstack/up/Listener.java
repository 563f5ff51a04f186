package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.Ports;
import java.util.Map;

/** Every port of `make up`, with the environment variable that changes it. */
enum Listener {
    BILLING("billing-api", "BILLING_PORT", 8080),
    INGEST("usage-ingest", "INGEST_PORT", 8081),
    AGGREGATOR("credit-aggregator", "AGGREGATOR_PORT", 8082),
    KAFKA("Kafka broker", "KAFKA_PORT", 9092),
    CONTROLLER("Kafka controller", "KAFKA_CONTROLLER_PORT", 9093),
    REGISTRY("schema registry", "REGISTRY_PORT", 8085),
    POSTGRES("PostgreSQL", "POSTGRES_PORT", 5433);

    private final String title;
    private final String variable;
    private final int defaultPort;

    Listener(String title, String variable, int defaultPort) {
        this.title = title;
        this.variable = variable;
        this.defaultPort = defaultPort;
    }

    /** The port in this environment. */
    int port(Map<String, String> environment) {
        String given = environment.getOrDefault(variable, "");
        if (given.isBlank()) {
            return defaultPort;
        }
        try {
            int port = Integer.parseInt(given.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with numbers out of range.
        }
        throw new CommandFailedException(variable + "=" + given + " is not a port: set a number from 1 to 65535");
    }

    /** Fails if another process uses the port, naming its purpose and the variable that changes it. */
    void requireFree(Map<String, String> environment) {
        int port = port(environment);
        if (Ports.accepts(port)) {
            throw new CommandFailedException("Port " + port + " (" + title + ") is in use. Free it, or run: " + variable
                    + "=" + (port + 10_000) + " make up");
        }
    }
}
