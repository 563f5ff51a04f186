package com.clientmanager.credits.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * The deploy step: creates the topics, registers the schemas and sets FULL_TRANSITIVE compatibility on each subject.
 * Running it again changes nothing; running it with a schema that would break a reader, or with another number of
 * partitions, fails and says so.
 */
public final class SchemaDeploy {
    private SchemaDeploy() {}

    /**
     * Brings broker and registry to what {@link Topic} states.
     *
     * @param partitions of each topic that is keyed by account, 1 or more; fixed for life
     * @throws DeployFailedException when either cannot be reached or refuses
     */
    public static void run(String bootstrap, String registryUrl, String prefix, int partitions) {
        run(bootstrap, registryUrl, prefix, partitions, line -> {});
    }

    /** As {@link #run(String, String, String, int)}, telling {@code progress} each step in one line. */
    public static void run(
            String bootstrap, String registryUrl, String prefix, int partitions, Consumer<String> progress) {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap,
                "client.id", "schema-deploy",
                "default.api.timeout.ms", "30000",
                "request.timeout.ms", "10000"))) {
            new TopicDeploy(admin, prefix, partitions, progress).run();
        }
        try (SchemaRegistryClient registry = Registry.connect(registryUrl)) {
            new SubjectDeploy(registry, prefix, progress).run();
        } catch (IOException e) {
            throw new DeployFailedException("closing the registry client failed: " + e.getMessage(), e);
        }
    }

    /**
     * Reads KAFKA_BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, CREDITS_TOPIC_PREFIX and CREDITS_PARTITIONS; exits with 1 and
     * one clear line on failure.
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        try {
            run(
                    setting("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
                    setting("SCHEMA_REGISTRY_URL", "http://localhost:8085/apis/ccompat/v7"),
                    setting("CREDITS_TOPIC_PREFIX", ""),
                    Integer.parseInt(setting("CREDITS_PARTITIONS", "8")),
                    System.out::println);
        } catch (DeployFailedException | NumberFormatException e) {
            System.err.println("schema deploy failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
