package com.clientmanager.credits.billing.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the projection of this instance has done, and which workers had to stop and why. */
@ApplicationScoped
class ProjectionState {
    private final Map<Integer, String> stopped = new ConcurrentHashMap<>();
    private final Counter lines;
    private final Counter balances;
    private final Counter rejections;

    ProjectionState(MeterRegistry meters) {
        this.lines = meters.counter("credits.projection.ledger.lines");
        this.balances = meters.counter("credits.projection.balances");
        this.rejections = meters.counter("credits.projection.rejections");
        Gauge.builder("credits.projection.stopped", stopped, Map::size)
                .description("Workers that found what must not be skipped")
                .register(meters);
    }

    void projected(Batch batch) {
        lines.increment(batch.lines().size());
        balances.increment(batch.balances().size());
        rejections.increment(batch.rejections().size());
    }

    void stopped(int worker, String why) {
        stopped.put(worker, why);
    }

    Map<Integer, String> stopped() {
        return Map.copyOf(stopped);
    }
}
