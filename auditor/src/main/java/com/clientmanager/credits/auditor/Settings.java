package com.clientmanager.credits.auditor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the system to audit is; each value comes from the environment variable that the services read too.
 *
 * @param prefix put before every topic name; "" in production
 * @param applicationId the engine's consumer group
 * @param latenessDays the engine's lateness window (R3)
 * @param jdbcUrl null: PostgreSQL is left out
 * @param plant which faults to plant: a name, all, or "" for none
 */
record Settings(
        String bootstrapServers,
        String registryUrl,
        String prefix,
        String applicationId,
        long latenessDays,
        @Nullable String jdbcUrl,
        String dbUser,
        String dbPassword,
        String plant) {

    static Settings from(Map<String, String> environment) {
        return new Settings(
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
                environment.getOrDefault("SCHEMA_REGISTRY_URL", "http://localhost:8085/apis/ccompat/v7"),
                environment.getOrDefault("CREDITS_TOPIC_PREFIX", ""),
                environment.getOrDefault("CREDITS_APPLICATION_ID", "credit-aggregator"),
                Long.parseLong(environment.getOrDefault("CREDITS_LATENESS_DAYS", "35")),
                environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
                environment.getOrDefault("QUARKUS_DATASOURCE_USERNAME", "postgres"),
                environment.getOrDefault("QUARKUS_DATASOURCE_PASSWORD", ""),
                environment.getOrDefault("PLANT", ""));
    }
}
