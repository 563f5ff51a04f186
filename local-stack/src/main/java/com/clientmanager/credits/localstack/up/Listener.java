package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.Ports;
import java.util.Map;

/** Everything of `make up` that listens on a port, with the environment variable that moves it. */
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
    private final int usual;

    Listener(String title, String variable, int usual) {
        this.title = title;
        this.variable = variable;
        this.usual = usual;
    }

    /** The port it takes in this environment. */
    int port(Map<String, String> environment) {
        String given = environment.getOrDefault(variable, "");
        if (given.isBlank()) {
            return usual;
        }
        try {
            int port = Integer.parseInt(given.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, together with numbers that are no ports.
        }
        throw new CannotStart(variable + "=" + given + " is not a port: give a number from 1 to 65535");
    }

    /** Names the port, who needs it and which variable changes it, when somebody else listens there. */
    void requireFree(Map<String, String> environment) {
        int port = port(environment);
        if (Ports.accepts(port)) {
            throw new CannotStart("Port " + port + " is in use, and the " + title + " needs it. Free it, or run: "
                    + variable + "=" + (port + 10_000) + " make up");
        }
    }
}
