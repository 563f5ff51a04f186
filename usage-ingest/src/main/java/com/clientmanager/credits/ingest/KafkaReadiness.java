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

/** Ready when the brokers respond and every partition of the usage topic has a leader. */
@Readiness
@Singleton
class KafkaReadiness implements HealthCheck {
    private static final int TIMEOUT_MS = 2_000;

    private final Admin admin;
    private final String topic;

    KafkaReadiness(
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
        var builder = HealthCheckResponse.named("kafka").withData("topic", topic);
        try {
            var description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .get(topic);
            boolean hasLeaders = description != null
                    && description.partitions().stream().allMatch(partition -> partition.leader() != null);
            return builder.status(hasLeaders).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return builder.down().build();
        } catch (ExecutionException | TimeoutException e) {
            return builder.down()
                    .withData("reason", "the brokers do not respond, or the topic has not been deployed")
                    .build();
        }
    }

    @PreDestroy
    void close() {
        admin.close();
    }
}
