package com.clientmanager.credits.aggregator.stream.transactions;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.ChildProcess;
import com.clientmanager.credits.localstack.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Two real brokers without replicas: node 1 coordinates, and what lies on node 2 has no leader while that is killed.
 */
final class TwoBrokers implements AutoCloseable {
    private static final String CLUSTER = Uuid.randomUuid().toString();
    private static final long TIMEOUT_NANOS = 90_000_000_000L;

    private final Path folder;
    private final int[] ports = {Ports.free(), Ports.free()};
    private final int controller = Ports.free();
    private final ChildProcess[] nodes = new ChildProcess[2];
    final Admin admin;

    TwoBrokers(Path folder) throws Exception {
        this.folder = folder;
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers(), "request.timeout.ms", "3000"));
        format(1);
        start(1);
        awaitNodes(1);
        coordinateOnFirst();
        format(2);
        startSecond();
    }

    /** The first transactional producer makes the coordinators' topic, on the nodes that there are. */
    private void coordinateOnFirst() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "transactional.id", "first"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }

    String bootstrapServers() {
        return "localhost:" + ports[0];
    }

    void start(int node) {
        nodes[node - 1] = ChildProcess.launch(
                "node" + node, folder, java("kafka.Kafka", settingsFile(node).toString()), Map.of());
    }

    /** Kills node 2 and waits until the cluster has noticed. */
    void killSecond() throws Exception {
        nodes[1].kill();
        awaitNodes(1);
    }

    void startSecond() throws Exception {
        start(2);
        awaitNodes(2);
    }

    private void awaitNodes(int count) throws Exception {
        until(() -> admin.describeCluster().nodes().get().size() == count);
    }

    /** Waits for what the brokers may need a while for; errors that pass count as not yet. */
    static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + TIMEOUT_NANOS;
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not become true");
            }
            Thread.sleep(50);
        }
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    private Path settingsFile(int node) {
        return folder.resolve("node" + node + ".properties");
    }

    private void format(int node) throws IOException, InterruptedException {
        String listener = "CLIENT://localhost:" + ports[node - 1];
        Files.writeString(settingsFile(node), """
                process.roles=%s
                node.id=%d
                controller.quorum.voters=1@localhost:%d
                controller.listener.names=CONTROLLER
                listeners=%s
                advertised.listeners=%s
                listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENT
                log.dirs=%s
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(
                        node == 1 ? "broker,controller" : "broker",
                        node,
                        controller,
                        node == 1 ? listener + ",CONTROLLER://localhost:" + controller : listener,
                        listener,
                        folder.resolve("data" + node)));
        File log = folder.resolve("format" + node + ".log").toFile();
        List<String> command = java(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                CLUSTER,
                "-c",
                settingsFile(node).toString());
        command.addAll(List.of("--feature", "transaction.version=2"));
        if (new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start()
                        .waitFor()
                != 0) {
            throw new IllegalStateException("Kafka cannot format its folder: " + Files.readString(log.toPath()));
        }
    }

    private static List<String> java(String... main) {
        List<String> command = new ArrayList<>(List.of(
                Checkout.java(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-cp",
                Checkout.classPath()));
        command.addAll(List.of(main));
        return command;
    }

    @Override
    public void close() {
        admin.close();
        for (int node = 2; node >= 1; node--) {
            if (nodes[node - 1] != null) {
                nodes[node - 1].kill();
            }
        }
    }
}
