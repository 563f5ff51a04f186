package com.clientmanager.credits.aggregator.app;

import com.clientmanager.credits.aggregator.stream.AggregatorConfig;
import com.clientmanager.credits.aggregator.stream.CreditAggregator;
import com.clientmanager.credits.aggregator.stream.Tally;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the aggregator once topics and registry are there, however long that takes, and stops it in good order. */
@ApplicationScoped
class AggregatorProcess {
    private static final Logger LOG = LoggerFactory.getLogger(AggregatorProcess.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final AggregatorConfig config;
    private final AggregatorMetrics metrics;
    private final Tally tally = new Tally();
    private volatile @Nullable CreditAggregator aggregator;
    private volatile @Nullable Thread starter;
    private volatile String waitingFor = "start";

    AggregatorProcess(
            Settings settings,
            AggregatorMetrics metrics,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "schema.registry.url") String registryUrl) {
        this.config = settings.aggregator(bootstrapServers, registryUrl);
        this.metrics = metrics;
    }

    /** What the start waits for, in words; "" when it waits for nothing. */
    String waitingFor() {
        return waitingFor;
    }

    /** The aggregator, once it exists. */
    @Nullable
    CreditAggregator aggregator() {
        return aggregator;
    }

    void start(@Observes StartupEvent event) {
        NativeCompression.load();
        metrics.count(tally);
        starter = Thread.ofPlatform().name("credits-start").start(this::startWhenPossible);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
            starting.join();
        }
        CreditAggregator running = aggregator;
        if (running != null) {
            running.close();
        }
        metrics.close();
    }

    private void startWhenPossible() {
        try {
            while (!startedNow()) {
                Thread.sleep(RETRY.toMillis());
            }
        } catch (InterruptedException e) {
            LOG.info("Stopped before the aggregator had started");
        }
    }

    private boolean startedNow() throws InterruptedException {
        try {
            List<String> missing = CreditAggregator.missingTopics(config);
            if (!missing.isEmpty()) {
                return waitFor("the deploy step to create " + String.join(", ", missing));
            }
            CreditAggregator made = new CreditAggregator(config, tally);
            aggregator = made;
            metrics.measure(made);
            made.start();
            waitingFor = "";
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            discard();
            return waitFor("Kafka at " + config.cluster().bootstrapServers() + " and the registry at "
                    + config.cluster().registryUrl() + ": " + cause(e));
        }
    }

    private static String cause(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }

    private void discard() {
        CreditAggregator failed = aggregator;
        aggregator = null;
        if (failed != null) {
            failed.close();
        }
    }

    private boolean waitFor(String what) {
        if (!what.equals(waitingFor)) {
            LOG.warn("Waiting for {}", what);
            waitingFor = what;
        }
        return false;
    }
}
