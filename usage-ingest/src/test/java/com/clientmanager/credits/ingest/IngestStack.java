package com.clientmanager.credits.ingest;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.SchemaDeploy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts usage-ingest against the shared broker and registry, with topics of its own. */
public class IngestStack implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Addresses stack = SharedStack.addresses();
        String prefix = SharedStack.freshPrefix();
        SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, 2);
        return Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "schema.registry.url", stack.registryUrl(),
                "credits.topic-prefix", prefix,
                "mp.jwt.verify.publickey.location",
                        Tokens.publicKeyFile().toUri().toString());
    }

    @Override
    public void stop() {}
}
