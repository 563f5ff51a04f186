package com.clientmanager.credits.ingest;

import com.clientmanager.credits.schemas.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the brokers answer and every partition of the usage topic has a leader. */
@Readiness
@Singleton
class LogReady implements HealthCheck {
    private static final int TIMEOUT_MS = 2_000;

    private final Admin admin;
    private final String topic;

    LogReady(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "credits.topic-prefix") Optional<String> topicPrefix) {
        admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "client.id", "usage-ingest-health",
                "request.timeout.ms", TIMEOUT_MS,
                "default.api.timeout.ms", TIMEOUT_MS));
        topic = Topic.USAGE_RECORDED.topicName(topicPrefix.orElse(""));
    }

    @Override
    public HealthCheckResponse call() {
        var builder = HealthCheckResponse.named("log").withData("topic", topic);
        try {
            var description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .get(topic);
            boolean led = description != null
                    && description.partitions().stream().allMatch(partition -> partition.leader() != null);
            return builder.status(led).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return builder.down().build();
        } catch (ExecutionException | TimeoutException e) {
            return builder.down()
                    .withData("why", "the brokers do not answer, or the topic is not deployed")
                    .build();
        }
    }

    @PreDestroy
    void close() {
        admin.close();
    }
}
