package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.load.Futures;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.PrometheusClient;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.ChildProcess;
import com.clientmanager.credits.localstack.Ports;
import com.clientmanager.credits.schemas.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The packaged credit-aggregator in its own process, on the topics of a set. */
public final class Aggregator implements AutoCloseable {
    private final TopicSet topics;
    private final Admin admin;
    private final ChildProcess process;
    private final PrometheusClient metrics;

    private Aggregator(TopicSet topics, ChildProcess process, PrometheusClient metrics) {
        this.topics = topics;
        this.admin = Admin.create(Map.of("bootstrap.servers", topics.at().bootstrapServers()));
        this.process = process;
        this.metrics = metrics;
    }

    /** The packaged engine of this checkout. */
    public static Path build() {
        return Checkout.root().resolve("credit-aggregator/target/quarkus-app");
    }

    /** Starts this checkout's engine without waiting. Its state remains in the folder after it stops. */
    public static Aggregator start(TopicSet topics, Path folder, int threads) {
        return start(build(), topics, folder, threads);
    }

    /** Starts the engine packaged in {@code build}. */
    public static Aggregator start(Path build, TopicSet topics, Path folder, int threads) {
        String name = "aggregator-" + topics.prefix();
        Path jar = build.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run make build in its checkout");
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", topics.at().bootstrapServers());
        environment.put("SCHEMA_REGISTRY_URL", topics.at().registryUrl());
        environment.put("CREDITS_TOPIC_PREFIX", topics.prefix());
        environment.put("CREDITS_APPLICATION_ID", "credit-aggregator");
        environment.put("CREDITS_STATE_DIR", stateDir(folder, topics).toString());
        environment.put("CREDITS_THREADS", Integer.toString(threads));
        int port = Ports.free();
        environment.put("AGGREGATOR_PORT", Integer.toString(port));
        ChildProcess process = ChildProcess.launch(
                name,
                folder,
                BaselineProcess.command(List.of("-Dbench.folder=" + folder, "-jar", jar.toString())),
                environment);
        return new Aggregator(topics, process, new PrometheusClient(port));
    }

    public static Path stateDir(Path folder, TopicSet topics) {
        return folder.resolve("state").resolve(topics.applicationId());
    }

    /** The number of records in a range that it has committed. */
    public long committed(Topic topic, List<Long> from, List<Long> to) {
        Map<TopicPartition, OffsetAndMetadata> offsets = Futures.get(
                admin.listConsumerGroupOffsets(topics.applicationId()).partitionsToOffsetAndMetadata());
        String name = topic.topicName(topics.prefix());
        long sum = 0;
        for (int partition = 0; partition < from.size(); partition++) {
            OffsetAndMetadata offset = offsets.get(new TopicPartition(name, partition));
            long start = from.get(partition);
            if (offset != null) {
                sum += Math.clamp(offset.offset(), start, to.get(partition)) - start;
            }
        }
        return sum;
    }

    public PrometheusClient metrics() {
        return metrics;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
        metrics.close();
        admin.close();
    }

    @Override
    public void close() {
        process.stop();
        metrics.close();
        admin.close();
    }
}
