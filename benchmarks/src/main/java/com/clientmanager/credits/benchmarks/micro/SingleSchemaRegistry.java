package com.clientmanager.credits.benchmarks.micro;

import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.util.List;
import java.util.Map;

/** A registry client that returns the usage schema as id 1 without a server. */
final class SingleSchemaRegistry extends CachedSchemaRegistryClient {

    SingleSchemaRegistry() {
        super(List.of("http://localhost"), 10, List.of(), Map.of(), Map.of());
    }

    @Override
    public int getId(String subject, ParsedSchema schema) {
        return 1;
    }

    @Override
    public ParsedSchema getSchemaById(int id) {
        return new AvroSchema(Topic.USAGE_RECORDED.schema());
    }
}
