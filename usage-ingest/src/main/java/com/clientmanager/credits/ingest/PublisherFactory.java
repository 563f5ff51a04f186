package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.publisher.PublisherSettings;
import com.clientmanager.credits.ingest.publisher.UsagePublisher;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the application's only publisher from its configuration and flushes it on shutdown. */
@Dependent
class PublisherFactory {
    @Produces
    @Singleton
    UsagePublisher publisher(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "schema.registry.url") String registryUrl,
            @ConfigProperty(name = "credits.topic-prefix") Optional<String> topicPrefix,
            @ConfigProperty(name = "credits.ingest.max-bytes-in-flight") long maxBytesInFlight,
            @ConfigProperty(name = "credits.ingest.delivery-timeout") Duration deliveryTimeout) {
        return UsagePublisher.open(new PublisherSettings(
                bootstrapServers, registryUrl, topicPrefix.orElse(""), maxBytesInFlight, deliveryTimeout));
    }

    void close(@Disposes UsagePublisher publisher) {
        publisher.close();
    }
}
