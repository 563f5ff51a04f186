package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the projection of this instance has done, and where it had to stop and why. */
@ApplicationScoped
class ProjectionState {
    private final Map<String, String> stopped = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Counter lines;
    private final Counter balances;
    private final Counter rejections;

    ProjectionState(MeterRegistry meters) {
        this.meters = meters;
        this.lines = meters.counter("credits.projection.ledger.entries");
        this.balances = meters.counter("credits.projection.balances");
        this.rejections = meters.counter("credits.projection.rejections");
    }

    /** One gauge for each partition, 0 or 1, from the start on. */
    void watch(Collection<Place> places) {
        for (Place place : places) {
            Gauge.builder("credits.projection.stopped", stopped, now -> now.containsKey(place.name()) ? 1 : 0)
                    .description("1 while the reader of this partition stands at a record that it cannot store")
                    .tag("topic", place.topic().topicName(""))
                    .tag("partition", Integer.toString(place.partition()))
                    .register(meters);
        }
    }

    void projected(Batch batch) {
        lines.increment(batch.lines().size());
        balances.increment(batch.balances().size());
        rejections.increment(batch.rejections().size());
    }

    /** By the partition's name, or a worker's where all of its partitions are concerned. */
    void stopped(String where, String why) {
        stopped.put(where, why);
    }

    void goesOn(String where) {
        stopped.remove(where);
    }

    Map<String, String> stopped() {
        return Map.copyOf(stopped);
    }
}
