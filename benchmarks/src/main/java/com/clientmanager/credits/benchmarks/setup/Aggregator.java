package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.ChildProcess;
import com.clientmanager.credits.schemas.Topic;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** OURS: the credit-aggregator as it ships, in its own process, on an arena's topics. */
final class Aggregator implements AutoCloseable {
    private static final String APPLICATION = "credit-aggregator";

    private final Arena arena;
    private final Admin admin;
    private final ChildProcess process;
    private final Metrics metrics;

    private Aggregator(Arena arena, ChildProcess process, Metrics metrics) {
        this.arena = arena;
        this.admin = Admin.create(Map.of("bootstrap.servers", arena.at().bootstrapServers()));
        this.process = process;
        this.metrics = metrics;
    }

    /** The packaged engine of this checkout, {@code quarkus-app}. */
    static Path build() {
        return Checkout.root().resolve("credit-aggregator/target/quarkus-app");
    }

    /** Starts this checkout's engine; does not wait until it is ready. Its state stays in the folder when it stops. */
    static Aggregator start(Arena arena, Path folder, int threads) {
        return start(build(), arena, folder, threads);
    }

    /** As {@link #start(Arena, Path, int)} with the engine packaged in {@code build}. */
    static Aggregator start(Path build, Arena arena, Path folder, int threads) {
        String name = "aggregator-" + arena.prefix();
        Path jar = build.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run make build in its checkout");
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", arena.at().bootstrapServers());
        environment.put("SCHEMA_REGISTRY_URL", arena.at().registryUrl());
        environment.put("CREDITS_TOPIC_PREFIX", arena.prefix());
        environment.put("CREDITS_APPLICATION_ID", APPLICATION);
        environment.put("CREDITS_STATE_DIR", stateDir(folder, arena).toString());
        environment.put("CREDITS_THREADS", Integer.toString(threads));
        int port = freePort();
        environment.put("AGGREGATOR_PORT", Integer.toString(port));
        ChildProcess process = ChildProcess.launch(
                name,
                folder,
                SideProcess.command(List.of("-Dbench.folder=" + folder, "-jar", jar.toString())),
                environment);
        return new Aggregator(arena, process, new Metrics(port));
    }

    static Path stateDir(Path folder, Arena arena) {
        return folder.resolve("state").resolve(arena.prefix() + APPLICATION);
    }

    static String group(Arena arena) {
        return arena.prefix() + APPLICATION;
    }

    /** The changelog of one of its stores. */
    static String changelog(Arena arena, String store) {
        return group(arena) + "-" + store + "-changelog";
    }

    /** How many records of a range it has committed. */
    long committed(Topic topic, List<Long> from, List<Long> to) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group(arena))
                    .partitionsToOffsetAndMetadata()
                    .get();
            String name = topic.topicName(arena.prefix());
            long sum = 0;
            for (int partition = 0; partition < from.size(); partition++) {
                OffsetAndMetadata offset = offsets.get(new TopicPartition(name, partition));
                long start = from.get(partition);
                if (offset != null) {
                    sum += Math.clamp(offset.offset(), start, to.get(partition)) - start;
                }
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it says of itself. */
    Metrics metrics() {
        return metrics;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    void kill() {
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
