package com.clientmanager.credits.localstack;

/**
 * The addresses of a running stack.
 *
 * @param bootstrapServers Kafka's `host:port`
 * @param registryUrl the schema registry's Confluent-compatible address, for Confluent clients
 * @param jdbcUrl a PostgreSQL database, without user or password in it
 */
public record Addresses(String bootstrapServers, String registryUrl, String jdbcUrl, String dbUser, String dbPassword) {

    /** The same stack with another database. */
    public Addresses withDatabase(String name) {
        String url = jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/') + 1) + name;
        return new Addresses(bootstrapServers, registryUrl, url, dbUser, dbPassword);
    }
}
