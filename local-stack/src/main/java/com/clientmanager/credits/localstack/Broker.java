package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** A single Kafka node, broker and controller in one, with transactions of the second version. */
final class Broker {
    private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(90);

    private Broker() {}

    static ChildProcess launch(StackOptions options) {
        Path folder = options.folder();
        Path data = folder.resolve("data/kafka");
        try {
            Path properties = Files.createDirectories(folder.resolve("config")).resolve("server.properties");
            Files.writeString(properties, settings(options.ports(), data));
            if (!Files.exists(data.resolve("meta.properties"))) {
                format(folder, properties);
            }
            List<String> command = javaCommand(options.brokerFlags(), "info");
            command.addAll(List.of("kafka.Kafka", properties.toString()));
            ChildProcess process = ChildProcess.launch("broker", folder, command, Map.of());
            int port = options.ports().kafka();
            Waiting.whileAlive(process, STARTUP_TIMEOUT, () -> Ports.accepts(port) && responds(port));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(StackPorts ports, Path data) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                controller.listener.names=CONTROLLER
                listeners=CLIENT://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=CLIENT://localhost:%1$d
                listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=8
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                # Allocated on the heap at startup; the default of 128 MiB is a quarter of our heap.
                log.cleaner.dedupe.buffer.size=16777216
                # transaction.abort.timed.out.transaction.cleanup.interval.ms keeps its default of 10 s: with 1 s, a
                # restarting broker aborted old transactions while partitions had no leader, and lost their markers
                # (decision 0013).
                """.formatted(ports.kafka(), ports.controller(), data);
    }

    private static void format(Path folder, Path properties) {
        List<String> command = javaCommand(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"), "warn");
        command.addAll(List.of("kafka.tools.StorageTool", "format", "--ignore-formatted", "-t"));
        command.addAll(List.of(Uuid.randomUuid().toString(), "-c", properties.toString()));
        command.addAll(List.of("--feature", "transaction.version=2"));
        try {
            Path log = Files.createDirectories(folder.resolve("logs")).resolve("broker-format.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Formatting Kafka's log directory failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> javaCommand(List<String> flags, String logLevel) {
        List<String> command = new ArrayList<>();
        command.add(Checkout.java());
        command.addAll(flags);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + logLevel);
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        command.addAll(List.of("-cp", Checkout.classPath()));
        return command;
    }

    static boolean responds(int port) throws Exception {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + port,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1000);
        try (Admin admin = Admin.create(config)) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        }
    }
}
