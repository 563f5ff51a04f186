package com.clientmanager.credits.aggregator.stream;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Everything an aggregator must be told; plain Java, so that tests, the torture run and the benchmark start the same
 * one as the service.
 */
public record AggregatorConfig(Cluster cluster, Pace pace, Memory memory, Failures failures) {

    /**
     * Where it works.
     *
     * @param bootstrapServers Kafka's addresses
     * @param registryUrl the schema registry's, for example http://localhost:8085/apis/ccompat/v7
     * @param topicPrefix put before every topic's name, "" in production
     * @param applicationId the consumer group, and what the changelogs' names begin with; the prefix comes before it
     *     too
     * @param stateDir where the state lies; two running instances never share one
     */
    public record Cluster(
            String bootstrapServers, String registryUrl, String topicPrefix, String applicationId, Path stateDir) {}

    /**
     * How it works.
     *
     * @param threads stream threads, 1 or more; more than the topics have partitions are idle
     * @param standbyReplicas warm copies of each task's state on other instances, 0 or 1
     * @param commitInterval how long a transaction collects records; latency against throughput
     * @param lateness the lateness window (R3)
     */
    public record Pace(int threads, int standbyReplicas, Duration commitInterval, Duration lateness) {
        public static final Duration LATENESS = Duration.ofDays(35);
        public static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    }

    /**
     * What it may use.
     *
     * @param accountsPerTask accounts kept as objects between commits, about 1 KB each
     * @param storedAccountBytesPerTask for accounts kept besides as the bytes that are stored, about 230 bytes each
     * @param identitiesPerRun see IdentityStore.Shape
     * @param rocksBytes memory that all RocksDB instances of the process share, outside the heap
     */
    public record Memory(int accountsPerTask, int storedAccountBytesPerTask, int identitiesPerRun, long rocksBytes) {
        public static final Memory USUAL = new Memory(2_000, 48 * 1024 * 1024, 262_144, 512L * 1024 * 1024);
    }

    /**
     * How many defects it lives through before it stops for good; outages of brokers and registry do not count.
     *
     * @param atMost failed threads that are replaced, each after a longer pause
     * @param within failures longer ago are forgotten
     */
    public record Failures(int atMost, Duration within) {
        public static final Failures USUAL = new Failures(10, Duration.ofMinutes(15));
    }

    /** The usual pace, memory and failures. */
    public static AggregatorConfig of(Cluster cluster, int threads) {
        return new AggregatorConfig(
                cluster, new Pace(threads, 0, Pace.COMMIT_INTERVAL, Pace.LATENESS), Memory.USUAL, Failures.USUAL);
    }

    /** The same with another pace. */
    public AggregatorConfig withPace(Pace other) {
        return new AggregatorConfig(cluster, other, memory, failures);
    }

    /** The same with other memory. */
    public AggregatorConfig withMemory(Memory other) {
        return new AggregatorConfig(cluster, pace, other, failures);
    }

    /** The same with other failures allowed. */
    public AggregatorConfig withFailures(Failures other) {
        return new AggregatorConfig(cluster, pace, memory, other);
    }

    /**
     * The group and the prefix of the internal topics, the topic prefix included, so that tests keep apart on one
     * broker.
     */
    public String groupId() {
        return cluster.topicPrefix + cluster.applicationId;
    }
}
