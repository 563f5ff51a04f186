package com.clientmanager.credits.aggregator.app;

import com.clientmanager.credits.aggregator.stream.CreditAggregator;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Down once the streams have stopped for good: after a broken invariant, or a defect that returned too often, a person
 * must look.
 */
@Liveness
@ApplicationScoped
class StreamsAlive implements HealthCheck {
    private final AggregatorProcess process;

    StreamsAlive(AggregatorProcess process) {
        this.process = process;
    }

    @Override
    public HealthCheckResponse call() {
        CreditAggregator aggregator = process.aggregator();
        KafkaStreams.State state = aggregator == null ? KafkaStreams.State.CREATED : aggregator.state();
        boolean dead = state == KafkaStreams.State.ERROR
                || state == KafkaStreams.State.PENDING_ERROR
                || state == KafkaStreams.State.NOT_RUNNING;
        String why = aggregator == null ? null : aggregator.stoppedBecause();
        var response = HealthCheckResponse.named("credit-aggregator streams")
                .status(!dead)
                .withData("state", state.name());
        return why == null
                ? response.build()
                : response.withData("stopped because", why).build();
    }
}
