package com.clientmanager.credits.localstack;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * The same stack as containers of public images. Host ports are fixed, since a port that Docker assigns changes when a
 * container is restarted, and the broker's advertised address would be wrong.
 */
final class DockerStack implements LocalStack {
    private static final Duration STARTUP_TIMEOUT = Duration.ofMinutes(3);
    private static final int POSTGRES_PORT = 5432;
    private static final int REGISTRY_PORT = 8080;

    private final StackOptions options;
    private final Network network = Network.newNetwork();
    private final Map<Part, GenericContainer<?>> containers = new EnumMap<>(Part.class);

    private DockerStack(StackOptions options) {
        this.options = options;
    }

    static DockerStack launch(StackOptions options) {
        DockerStack stack = new DockerStack(options);
        try {
            stack.containers.put(Part.POSTGRES, stack.postgres());
            stack.containers.put(Part.BROKER, stack.broker());
            stack.containers.put(Part.REGISTRY, stack.registry());
            for (Part part : Part.values()) {
                stack.container(part).start();
                stack.awaitReady(part);
            }
        } catch (RuntimeException failed) {
            stack.close();
            throw failed;
        }
        return stack;
    }

    private GenericContainer<?> postgres() {
        return container("postgres:18", POSTGRES_PORT, options.ports().postgres())
                .withNetworkAliases("postgres")
                .withEnv("POSTGRES_USER", Postgres.USER)
                .withEnv("POSTGRES_PASSWORD", Postgres.PASSWORD)
                .withEnv("POSTGRES_DB", Postgres.PRODUCT_DATABASE)
                .withCommand("postgres", "-c", "max_connections=200", "-c", options.fsync() ? "fsync=on" : "fsync=off");
    }

    private GenericContainer<?> broker() {
        int port = options.ports().kafka();
        Map<String, String> settings = new HashMap<>();
        settings.put("KAFKA_NODE_ID", "1");
        settings.put("KAFKA_PROCESS_ROLES", "broker,controller");
        settings.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093");
        settings.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
        settings.put("KAFKA_LISTENERS", "CLIENT://:" + port + ",CONTROLLER://:9093");
        settings.put("KAFKA_ADVERTISED_LISTENERS", "CLIENT://localhost:" + port);
        settings.put("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("KAFKA_INTER_BROKER_LISTENER_NAME", "CLIENT");
        settings.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        settings.put("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1");
        settings.put("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1");
        settings.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");
        settings.put("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        return container("apache/kafka:4.3.1", port, port).withEnv(settings);
    }

    private GenericContainer<?> registry() {
        String inside = "jdbc:postgresql://postgres:" + POSTGRES_PORT + "/" + Postgres.REGISTRY_DATABASE;
        return container(
                        "apicurio/apicurio-registry:3.3.3",
                        REGISTRY_PORT,
                        options.ports().registry())
                .withEnv(Registry.storage(inside));
    }

    private GenericContainer<?> container(String image, int inside, int outside) {
        PortBinding binding = PortBinding.parse("127.0.0.1:" + outside + ":" + inside);
        return new GenericContainer<>(DockerImageName.parse(image))
                .withNetwork(network)
                .withExposedPorts(inside)
                .withStartupTimeout(STARTUP_TIMEOUT)
                .withCreateContainerCmdModifier(command -> command.withHostConfig(
                        hostConfig(command.getHostConfig()).withPortBindings(binding)));
    }

    private static HostConfig hostConfig(@org.jspecify.annotations.Nullable HostConfig given) {
        return given == null ? HostConfig.newHostConfig() : given;
    }

    private void awaitReady(Part part) {
        StackPorts ports = options.ports();
        switch (part) {
            case POSTGRES -> {
                Waiting.until("postgres responds", STARTUP_TIMEOUT, () -> Postgres.responds(ports.postgres()));
                Postgres.createDatabase(ports.postgres(), Postgres.REGISTRY_DATABASE);
            }
            case BROKER -> Waiting.until("broker responds", STARTUP_TIMEOUT, () -> Broker.responds(ports.kafka()));
            case REGISTRY -> {
                try (HttpClient client = HttpClient.newHttpClient()) {
                    String url = Registry.url(ports.registry());
                    Waiting.until(
                            "registry responds", STARTUP_TIMEOUT, () -> Registry.requireCompatibility(client, url));
                }
            }
        }
    }

    @Override
    public Addresses addresses() {
        return ProcessStack.addresses(options.ports());
    }

    @Override
    public void start(Part part) {
        client(part).startContainerCmd(id(part)).exec();
        awaitReady(part);
    }

    @Override
    public void stop(Part part) {
        client(part).stopContainerCmd(id(part)).exec();
    }

    @Override
    public void kill(Part part) {
        client(part).killContainerCmd(id(part)).exec();
    }

    @Override
    public void pause(Part part) {
        client(part).pauseContainerCmd(id(part)).exec();
    }

    @Override
    public void resume(Part part) {
        client(part).unpauseContainerCmd(id(part)).exec();
    }

    private GenericContainer<?> container(Part part) {
        return Objects.requireNonNull(containers.get(part));
    }

    private DockerClient client(Part part) {
        return container(part).getDockerClient();
    }

    private String id(Part part) {
        return container(part).getContainerId();
    }

    /** Removes the containers and their data; docker-compose.yml is for data that must persist. */
    @Override
    public void close() {
        containers.values().forEach(GenericContainer::stop);
        network.close();
    }
}
