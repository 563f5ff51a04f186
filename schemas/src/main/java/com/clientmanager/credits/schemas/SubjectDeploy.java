package com.clientmanager.credits.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.Consumer;

/**
 * Registers each topic's schema under FULL_TRANSITIVE, the strictest rule: every version reads what every other wrote,
 * so that services are deployed in any order and old topics stay readable.
 */
record SubjectDeploy(SchemaRegistryClient registry, String prefix, Consumer<String> progress) {
    private static final String COMPATIBILITY = "FULL_TRANSITIVE";
    private static final int ATTEMPTS = 8;

    void run() {
        for (Topic topic : Topic.values()) {
            String subject = topic.subject(prefix);
            try {
                int id = registerPatiently(subject, new AvroSchema(topic.schema()));
                progress.accept("schema " + subject + ": id " + id + ", " + COMPATIBILITY);
            } catch (RestClientException e) {
                throw new DeployFailedException(refusal(subject, e), e);
            } catch (IOException e) {
                throw new DeployFailedException("the registry cannot be reached: " + e.getMessage(), e);
            }
        }
    }

    /** A registry that has just started answers its first calls late; nothing is harmed by asking again. */
    private int registerPatiently(String subject, AvroSchema schema) throws IOException, RestClientException {
        for (int attempt = 1; ; attempt++) {
            try {
                return register(subject, schema);
            } catch (SocketTimeoutException slow) {
                if (attempt == ATTEMPTS) {
                    throw slow;
                }
                progress.accept("schema " + subject + ": the registry is slow, asking again");
            }
        }
    }

    /**
     * The rule comes before the schema, so that the first bad version is already refused; a registry that knows no rule
     * for an absent subject gets it right after.
     */
    private int register(String subject, AvroSchema schema) throws IOException, RestClientException {
        boolean ruled = rule(subject);
        int id = registry.register(subject, schema);
        if (!ruled && !rule(subject)) {
            throw new DeployFailedException(
                    "the registry has just registered " + subject + " and does not know it", null);
        }
        return id;
    }

    private boolean rule(String subject) throws IOException, RestClientException {
        try {
            registry.updateCompatibility(subject, COMPATIBILITY);
            return true;
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                return false;
            }
            throw e;
        }
    }

    private static String refusal(String subject, RestClientException e) {
        return e.getStatus() == 409
                ? "the schema of " + subject + " would break a reader of an earlier version (" + COMPATIBILITY
                        + "); data"
                        + " of a release before 0.9.0 is not read: run `make reset`, which forgets all local data: "
                        + e.getMessage()
                : "the registry refused " + subject + ": " + e.getMessage();
    }
}
