package com.clientmanager.credits.billing.topics;

import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The topics as this service is configured to see them. Nothing is asked of broker or registry until a record is. */
@ApplicationScoped
public class Topics {
    private static final Logger LOG = Logger.getLogger(Topics.class);
    private final String bootstrapServers;
    private final String prefix;
    private final SchemaRegistryClient registry;

    public Topics(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "schema.registry.url") String registryUrl,
            @ConfigProperty(name = "credits.topic-prefix") Optional<String> prefix) {
        this.bootstrapServers = bootstrapServers;
        this.prefix = prefix.orElse("");
        this.registry = Registry.connect(registryUrl);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String name(Topic topic) {
        return topic.topicName(prefix);
    }

    /** A consumer group's name, as its owner sees it on the same topics. */
    public String group(String name) {
        return prefix + name;
    }

    /** The topic's wire; T is its generated class. */
    public <T extends SpecificRecord> RegistryAvroCodec<T> wire(Topic topic) {
        return RegistryAvroCodec.of(registry, topic, prefix);
    }

    @PreDestroy
    void close() {
        try {
            registry.close();
        } catch (IOException e) {
            LOG.warn("Closing the registry client failed", e);
        }
    }
}
