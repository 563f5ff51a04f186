package com.clientmanager.credits.schemas;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import java.util.List;
import java.util.Map;

/** Opens Confluent's client with timeouts that suit a caller which must answer or retry soon. */
public final class Registry {
    private static final int SCHEMAS_CACHED = 1_000;
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 5_000;
    /**
     * An unknown id is asked for again only after this long, so that a flood of bad records is not a flood of calls.
     */
    private static final long UNKNOWN_ID_TTL_SECONDS = 10;

    private Registry() {}

    /**
     * A client for {@code url}, for example http://localhost:8085/apis/ccompat/v7; nothing is called yet. The caller
     * closes it. A schema that is not Avro, or none at all, comes as an {@link UnreadableSchema}: Confluent's
     * client reports it in the same way as an outage, for ever.
     */
    public static SchemaRegistryClient connect(String url) {
        Map<String, Object> config = Map.of(
                SchemaRegistryClientConfig.CLIENT_NAMESPACE + SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS,
                CONNECT_TIMEOUT_MS,
                SchemaRegistryClientConfig.CLIENT_NAMESPACE + SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS,
                READ_TIMEOUT_MS,
                SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG,
                UNKNOWN_ID_TTL_SECONDS);
        return new CachedSchemaRegistryClient(List.of(url), SCHEMAS_CACHED, SchemasByType.all(), config, Map.of());
    }
}
