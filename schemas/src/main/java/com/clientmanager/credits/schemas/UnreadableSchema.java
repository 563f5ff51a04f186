package com.clientmanager.credits.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.Metadata;
import io.confluent.kafka.schemaregistry.client.rest.entities.RuleSet;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaEntity;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered schema that cannot be used to read records, so that the client caches it as it does the others.
 *
 * @param schemaType as the registry says, for example PROTOBUF
 * @param canonicalString why it cannot be read
 */
record UnreadableSchema(String schemaType, String canonicalString) implements ParsedSchema {
    @Override
    public String name() {
        return schemaType;
    }

    @Override
    @SuppressWarnings("NullAway") // the interface has no annotations: null means that no version is known
    public @Nullable Integer version() {
        return null;
    }

    @Override
    public List<SchemaReference> references() {
        return List.of();
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public @Nullable Metadata metadata() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public @Nullable RuleSet ruleSet() {
        return null;
    }

    @Override
    public ParsedSchema copy() {
        return this;
    }

    @Override
    public ParsedSchema copy(Integer version) {
        return this;
    }

    @Override
    public ParsedSchema copy(Metadata metadata, RuleSet ruleSet) {
        return this;
    }

    @Override
    public ParsedSchema copy(Map<SchemaEntity, Set<String>> tagsToAdd, Map<SchemaEntity, Set<String>> tagsToRemove) {
        return this;
    }

    @Override
    public List<String> isBackwardCompatible(ParsedSchema previousSchema) {
        return List.of(canonicalString);
    }

    @Override
    public Object rawSchema() {
        return canonicalString;
    }
}
