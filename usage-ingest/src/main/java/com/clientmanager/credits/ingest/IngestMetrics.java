package com.clientmanager.credits.ingest;

import com.clientmanager.credits.ingest.cloudevent.ProblemCode;
import com.clientmanager.credits.ingest.cloudevent.Rejection;
import com.clientmanager.credits.ingest.publisher.UsagePublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Metrics of the ingest API: events accepted, events rejected by code, requests failed by code, bytes in flight. */
@Singleton
public class IngestMetrics {
    private final Counter accepted;
    private final Map<ProblemCode, Counter> rejected = new EnumMap<>(ProblemCode.class);
    private final Map<ProblemCode, Counter> failed = new EnumMap<>(ProblemCode.class);

    IngestMetrics(MeterRegistry registry, UsagePublisher publisher) {
        accepted = Counter.builder("usage.events.accepted")
                .description("Events acknowledged by all in-sync replicas")
                .register(registry);
        for (ProblemCode code : ProblemCode.values()) {
            rejected.put(
                    code,
                    Counter.builder("usage.events.rejected")
                            .tag("code", code.name())
                            .register(registry));
            failed.put(
                    code,
                    Counter.builder("usage.requests.failed")
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

    void failed(ProblemCode code) {
        count(failed, code);
    }

    private static void count(Map<ProblemCode, Counter> counters, ProblemCode code) {
        Counter counter = counters.get(code);
        if (counter != null) {
            counter.increment();
        }
    }
}
