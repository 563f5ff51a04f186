package com.clientmanager.credits.aggregator.app;

import com.clientmanager.credits.aggregator.stream.AggregatorConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings under {@code credits.} that the aggregator reads; docs/operations.md has the table. */
@ConfigMapping(prefix = "credits", namingStrategy = ConfigMapping.NamingStrategy.KEBAB_CASE)
interface Settings {
    Optional<String> topicPrefix();

    @WithDefault("credit-aggregator")
    String applicationId();

    @WithDefault(".local/state/credit-aggregator")
    Path stateDir();

    @WithDefault("2")
    int threads();

    @WithDefault("1")
    int standbyReplicas();

    @WithDefault("35")
    int latenessDays();

    @WithDefault("100")
    long commitIntervalMs();

    @WithDefault("2000")
    int accountsPerTask();

    /** In MiB, for accounts of one task kept in the heap besides, as the bytes that are stored; below 2048. */
    @WithName("stored-accounts-mib-per-task")
    @WithDefault("48")
    int storedAccountsMibPerTask();

    @WithDefault("262144")
    int identitiesPerRun();

    /** In MiB. */
    @WithName("rocks-mib")
    @WithDefault("512")
    long rocksMib();

    @WithDefault("10")
    int failures();

    @WithDefault("15")
    int failuresWithinMinutes();

    default AggregatorConfig aggregator(String bootstrapServers, String registryUrl) {
        return new AggregatorConfig(
                new AggregatorConfig.Cluster(
                        bootstrapServers, registryUrl, topicPrefix().orElse(""), applicationId(), stateDir()),
                new AggregatorConfig.Pace(
                        threads(),
                        standbyReplicas(),
                        Duration.ofMillis(commitIntervalMs()),
                        Duration.ofDays(latenessDays())),
                new AggregatorConfig.Memory(
                        accountsPerTask(),
                        Math.multiplyExact(storedAccountsMibPerTask(), 1024 * 1024),
                        identitiesPerRun(),
                        rocksMib() * 1024 * 1024),
                new AggregatorConfig.Failures(failures(), Duration.ofMinutes(failuresWithinMinutes())));
    }
}
