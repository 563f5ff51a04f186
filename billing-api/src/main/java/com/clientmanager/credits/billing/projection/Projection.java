package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.topics.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts and stops the workers that keep PostgreSQL's tables after the engine's topics. */
@ApplicationScoped
class Projection {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final ProjectionSettings settings;
    private final ProjectionWorker.Source source;
    private final ProjectionState state;
    private final List<LedgerFollower> listeners;
    private final List<ProjectionWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Projection(
            Topics topics,
            DataSource dataSource,
            ProjectionState state,
            @Any Instance<LedgerFollower> listeners,
            ProjectionSettings settings,
            EngineProgress engine) {
        this.settings = settings;
        this.source = new ProjectionWorker.Source(topics, dataSource, engine);
        this.state = state;
        this.listeners = listeners.stream().toList();
    }

    /** Reads the settings. */
    static class Settings {
        @Produces
        @Singleton
        ProjectionSettings settings(
                @ConfigProperty(name = "credits.partitions") int partitions,
                @ConfigProperty(name = "credits.projection.workers") int workers,
                @ConfigProperty(name = "credits.projection.batch") int batch) {
            return new ProjectionSettings(partitions, Math.clamp(workers, 1, partitions), batch);
        }
    }

    void start(@Observes StartupEvent event) {
        for (int number = 0; number < settings.workers(); number++) {
            ProjectionWorker worker = new ProjectionWorker(number, source, settings, state, listeners);
            Thread thread = new Thread(worker, "projection-" + number);
            thread.setDaemon(true);
            workers.add(worker);
            threads.add(thread);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        workers.forEach(ProjectionWorker::stop);
        for (Thread thread : threads) {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        }
    }
}
