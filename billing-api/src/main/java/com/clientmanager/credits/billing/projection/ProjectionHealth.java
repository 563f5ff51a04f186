package com.clientmanager.credits.billing.projection;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * A stopped projection makes the service unwell (/q/health/well), not unready: what is in the tables is right, says how
 * fresh it is, and is better than no answer.
 */
@Wellness
@ApplicationScoped
class ProjectionHealth implements HealthCheck {
    private final ProjectionState state;

    ProjectionHealth(ProjectionState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> stopped = state.stopped();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("projection").status(stopped.isEmpty());
        stopped.forEach(answer::withData);
        return answer.build();
    }
}
