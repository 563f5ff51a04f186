package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.RefusalCode;
import com.clientmanager.credits.ingest.cloudevent.Rejection;
import com.clientmanager.credits.ingest.publisher.UsagePublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what the door says: events accepted, events rejected by code, calls failed by code, bytes on their way. */
@Singleton
public class DoorMetrics {
    private final Counter accepted;
    private final Map<RefusalCode, Counter> rejected = new EnumMap<>(RefusalCode.class);
    private final Map<RefusalCode, Counter> failed = new EnumMap<>(RefusalCode.class);

    DoorMetrics(MeterRegistry registry, UsagePublisher publisher) {
        accepted = Counter.builder("usage.events.accepted")
                .description("Events that all in-sync replicas have")
                .register(registry);
        for (RefusalCode code : RefusalCode.values()) {
            rejected.put(
                    code,
                    Counter.builder("usage.events.rejected")
                            .tag("code", code.name())
                            .register(registry));
            failed.put(
                    code,
                    Counter.builder("usage.calls.failed")
                            .tag("code", code.name())
                            .register(registry));
        }
        registry.gauge("usage.publisher.bytes.in.flight", publisher, UsagePublisher::bytesInFlight);
    }

    void accepted(int events) {
        accepted.increment(events);
    }

    void rejected(List<Rejection> rejections) {
        for (Rejection rejection : rejections) {
            count(rejected, rejection.code());
        }
    }

    void failed(RefusalCode code) {
        count(failed, code);
    }

    private static void count(Map<RefusalCode, Counter> counters, RefusalCode code) {
        Counter counter = counters.get(code);
        if (counter != null) {
            counter.increment();
        }
    }
}
