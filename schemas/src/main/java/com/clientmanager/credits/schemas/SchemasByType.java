package com.clientmanager.credits.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.SchemaProvider;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import org.apache.avro.SchemaParseException;

/**
 * Parses what the registry holds, whatever its type: what cannot be read is a fact about the schema and no outage of
 * the registry.
 */
final class SchemasByType {
    /**
     * The longest schema that is parsed: Avro's parser takes time with the square of the number of types. Ours have
     * about 10,000 characters.
     */
    static final int MAX_SCHEMA_LENGTH = 1 << 17;

    private static final int NOT_FOUND = 404;

    private SchemasByType() {}

    static List<SchemaProvider> all() {
        return List.of(new Avro(), new Other("JSON"), new Other("PROTOBUF"));
    }

    /** Avro's, save that a schema without meaning is an {@link UnreadableSchema}. */
    private static final class Avro extends AvroSchemaProvider {
        @Override
        public ParsedSchema parseSchemaOrElseThrow(Schema schema, boolean isNew, boolean normalize) {
            if (schema.getSchema().length() > MAX_SCHEMA_LENGTH) {
                return unreadable("longer than " + MAX_SCHEMA_LENGTH + " characters");
            }
            try {
                return super.parseSchemaOrElseThrow(schema, isNew, normalize);
            } catch (SchemaParseException | StackOverflowError e) {
                return unreadable(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                if (isOutage(e)) {
                    throw e;
                }
                return unreadable(String.valueOf(e.getMessage()));
            }
        }

        private static UnreadableSchema unreadable(String why) {
            return new UnreadableSchema(TYPE, "not an Avro schema: " + why);
        }

        private static final String TYPE = "AVRO";
    }

    /** Whether a schema that this one refers to could not be asked for. */
    private static boolean isOutage(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof RestClientException refused) {
                return refused.getStatus() != NOT_FOUND;
            }
            if (each instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private record Other(String schemaType) implements SchemaProvider {
        @Override
        public ParsedSchema parseSchemaOrElseThrow(Schema schema, boolean isNew, boolean normalize) {
            return new UnreadableSchema(schemaType, schemaType + ", not Avro");
        }
    }
}
