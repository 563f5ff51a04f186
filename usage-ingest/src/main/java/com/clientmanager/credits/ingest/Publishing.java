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

/** Makes the door's one publisher from configuration, and flushes it when the door closes. */
@Dependent
class Publishing {
    @Produces
    @Singleton
    UsagePublisher publisher(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "schema.registry.url") String registryUrl,
            @ConfigProperty(name = "credits.topic-prefix") Optional<String> topicPrefix,
            @ConfigProperty(name = "credits.ingest.most-bytes-in-flight") long mostBytesInFlight,
            @ConfigProperty(name = "credits.ingest.give-up-after") Duration giveUpAfter) {
        return UsagePublisher.open(new PublisherSettings(
                bootstrapServers, registryUrl, topicPrefix.orElse(""), mostBytesInFlight, giveUpAfter));
    }

    void close(@Disposes UsagePublisher publisher) {
        publisher.close();
    }
}
