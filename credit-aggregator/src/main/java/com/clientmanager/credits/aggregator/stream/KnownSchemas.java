package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.RegistryUnavailable;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;

/** Loads every registered version of the inputs' schemas into the client's cache, so that an outage later finds only ids unknown that nobody registered (R4). */
record KnownSchemas(SchemaRegistryClient registry, String prefix) {
    private static final List<Topic> INPUTS = List.of(Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS, Topic.RATE_CARD);

    /**
     * Asks for all of them.
     *
     * @throws RegistryUnavailable when the registry cannot be asked
     */
    void load() {
        for (Topic topic : INPUTS) {
            String subject = topic.subject(prefix);
            try {
                for (int version : registry.getAllVersions(subject)) {
                    registry.getSchemaById(
                            registry.getSchemaMetadata(subject, version).getId());
                }
            } catch (IOException | RestClientException e) {
                throw new RegistryUnavailable(
                        "the schemas of " + subject + " could not be asked for: " + e.getMessage(), e);
            }
        }
    }
}
