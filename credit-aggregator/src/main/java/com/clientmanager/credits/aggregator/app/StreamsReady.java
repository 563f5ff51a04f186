package com.clientmanager.credits.aggregator.app;

import com.clientmanager.credits.aggregator.stream.CreditAggregator;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready only while the streams are RUNNING: not while they start, restore or rebalance. Partitions that wait for the
 * registry are told, and end no readiness: the others work.
 */
@Readiness
@ApplicationScoped
class StreamsReady implements HealthCheck {
    private final AggregatorProcess process;

    StreamsReady(AggregatorProcess process) {
        this.process = process;
    }

    @Override
    public HealthCheckResponse call() {
        CreditAggregator aggregator = process.aggregator();
        var response = HealthCheckResponse.named("credit-aggregator");
        if (aggregator == null) {
            return response.down().withData("waiting for", process.waitingFor()).build();
        }
        KafkaStreams.State state = aggregator.state();
        return response.status(state == KafkaStreams.State.RUNNING)
                .withData("state", state.name())
                .withData(
                        "partitions waiting for the registry",
                        aggregator.tally().partitionsWaiting())
                .build();
    }
}
