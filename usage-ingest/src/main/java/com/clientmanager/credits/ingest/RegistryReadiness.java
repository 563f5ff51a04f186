package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.publisher.UsagePublisher;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the id of the usage schema is cached; from then on a registry outage does not affect readiness. */
@Readiness
@Singleton
class RegistryReadiness implements HealthCheck {
    private final UsagePublisher publisher;

    RegistryReadiness(UsagePublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        var builder = HealthCheckResponse.named("schema registry");
        try {
            return builder.up().withData("schemaId", publisher.schemaId()).build();
        } catch (RegistryUnavailableException e) {
            return builder.down()
                    .withData("reason", "the registry does not respond, or the schema has not been deployed")
                    .build();
        }
    }
}
