package com.clientmanager.credits.aggregator.app;

import com.clientmanager.credits.aggregator.stream.CreditAggregator;
import com.clientmanager.credits.aggregator.stream.RejectionReason;
import com.clientmanager.credits.aggregator.stream.Tally;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the aggregator counted, its state, and Kafka Streams' own figures (lag, commit latency, restoration,
 * RocksDB).
 */
@ApplicationScoped
class AggregatorMetrics {
    private final MeterRegistry registry;
    private @Nullable KafkaStreamsMetrics streams;

    AggregatorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Tally tally) {
        counter(
                "credits.usage.accepted",
                "Usage records read: charged, duplicates and rejected",
                tally,
                Tally::accepted);
        counter("credits.usage.charged", "Usage events charged", tally, Tally::charged);
        counter("credits.usage.duplicates", "Usage events seen before", tally, Tally::duplicates);
        counter("credits.commands", "Account commands read", tally, Tally::commands);
        counter("credits.accounts.advanced", "Accounts that time alone changed", tally, Tally::advanced);
        counter(
                "credits.prices.rejected",
                "Records of the rate card that could not be taken",
                tally,
                Tally::pricesLeftOut);
        counter("credits.ticks", "Ticks read", tally, Tally::ticks);
        for (RejectionReason reason : RejectionReason.values()) {
            FunctionCounter.builder("credits.rejected", tally, counted -> counted.rejected(reason))
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .description("Records kept on usage.rejected.v1")
                    .register(registry);
        }
        gauge(
                "credits.identities",
                "Identities remembered by the active tasks of this instance",
                tally,
                Tally::identities);
        gauge(
                "credits.identities.filter.bytes",
                "Memory outside the heap that their filters take",
                tally,
                Tally::filterBytes);
        gauge(
                "credits.partitions.waiting",
                "Input partitions that wait for the schema registry to say what a schema is",
                tally,
                Tally::partitionsWaiting);
        gauge("credits.accounts.cached", "Accounts held as objects", tally, Tally::accountsInHeap);
    }

    synchronized void measure(CreditAggregator aggregator) {
        close();
        Gauge.builder(
                        "credits.streams.running",
                        aggregator,
                        running -> running.state().isRunningOrRebalancing() ? 1 : 0)
                .description("1 while the streams run or rebalance")
                .register(registry);
        streams = new KafkaStreamsMetrics(aggregator.streams());
        streams.bindTo(registry);
    }

    synchronized void close() {
        if (streams != null) {
            streams.close();
            streams = null;
        }
    }

    private interface Count {
        long of(Tally tally);
    }

    private void counter(String name, String what, Tally tally, Count count) {
        FunctionCounter.builder(name, tally, count::of).description(what).register(registry);
    }

    private void gauge(String name, String what, Tally tally, Count count) {
        Gauge.builder(name, tally, count::of).description(what).register(registry);
    }
}
