package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.publisher.UsagePublisher;
import com.clientmanager.credits.schemas.RegistryUnavailableException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the usage schema's id is known. It is asked for once: a door that knows it works on while the registry is away. */
@Readiness
@Singleton
class RegistryReady implements HealthCheck {
    private final UsagePublisher publisher;

    RegistryReady(UsagePublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        var builder = HealthCheckResponse.named("schema registry");
        try {
            return builder.up().withData("schemaId", publisher.schemaId()).build();
        } catch (RegistryUnavailableException e) {
            return builder.down()
                    .withData("why", "the registry does not answer, or the schema is not deployed")
                    .build();
        }
    }
}
