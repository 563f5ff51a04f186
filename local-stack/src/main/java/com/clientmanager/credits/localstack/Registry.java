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
 * Apicurio Registry behind its Confluent-compatible address. It keeps its schemas in PostgreSQL, so that an id written into a
 * record means the same schema after any restart.
 */
final class Registry {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);

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
            Waiting.whileAlive(process, PATIENCE, () -> refuseBreakingChanges(client, url(port)));
        }
        return process;
    }

    static String url(int port) {
        return "http://localhost:" + port + "/apis/ccompat/v7";
    }

    /** Settings that the container image takes as well. */
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
        // A pooled connection that died with PostgreSQL is found before it is used, not by the caller.
        environment.put("QUARKUS_DATASOURCE_POSTGRESQL_JDBC_VALIDATE_ON_BORROW", "true");
        // Its management port is fixed otherwise, and a second stack on this machine could not start.
        environment.put("QUARKUS_MANAGEMENT_HOST", "localhost");
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.registry()));
        return environment;
    }

    /** Sets the global rule; subjects set their own as well when schemas are deployed. */
    static boolean refuseBreakingChanges(HttpClient client, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/config"))
                .timeout(REQUEST_PATIENCE)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"FULL_TRANSITIVE\"}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
}
