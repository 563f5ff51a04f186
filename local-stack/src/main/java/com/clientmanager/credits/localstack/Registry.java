package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Apicurio Registry with its Confluent-compatible API. Schemas are stored in PostgreSQL, so that schema ids in records
 * stay valid across restarts.
 */
final class Registry {
    private static final Duration STARTUP_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private Registry() {}

    static ChildProcess launch(StackOptions options) {
        int port = options.ports().registry();
        List<String> command = List.of(
                Checkout.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcredits.stack=" + options.folder(),
                "-jar",
                Checkout.runtime().resolve("registry/quarkus-run.jar").toString());
        ChildProcess process = ChildProcess.launch("registry", options.folder(), command, environment(options));
        try (HttpClient client = HttpClient.newHttpClient()) {
            Waiting.whileAlive(process, STARTUP_TIMEOUT, () -> requireCompatibility(client, url(port)));
        }
        return process;
    }

    static String url(int port) {
        return "http://localhost:" + port + "/apis/ccompat/v7";
    }

    /** Settings shared with the container image. */
    static Map<String, String> storage(String jdbcUrl) {
        return Map.of(
                "APICURIO_STORAGE_KIND", "sql",
                "APICURIO_STORAGE_SQL_KIND", "postgresql",
                "APICURIO_DATASOURCE_URL", jdbcUrl,
                "APICURIO_DATASOURCE_USERNAME", Postgres.USER,
                "APICURIO_DATASOURCE_PASSWORD", Postgres.PASSWORD,
                "APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1",
                "APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1",
                "APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10");
    }

    private static Map<String, String> environment(StackOptions options) {
        StackPorts ports = options.ports();
        Map<String, String> environment =
                new HashMap<>(storage(Postgres.jdbcUrl(ports.postgres(), Postgres.REGISTRY_DATABASE)));
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        // Detects pooled connections that PostgreSQL closed before they are used.
        environment.put("QUARKUS_DATASOURCE_POSTGRESQL_JDBC_VALIDATE_ON_BORROW", "true");
        // The default management port is fixed, so that a second stack on this machine could not start.
        environment.put("QUARKUS_MANAGEMENT_HOST", "localhost");
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.registry()));
        return environment;
    }

    /** Sets the global compatibility level; the deploy step also sets it per subject. */
    static boolean requireCompatibility(HttpClient client, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/config"))
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"FULL_TRANSITIVE\"}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
}
