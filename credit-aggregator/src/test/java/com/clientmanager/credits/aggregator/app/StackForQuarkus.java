package com.clientmanager.credits.aggregator.app;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.SchemaDeploy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Points the service at the shared stack; the topics are deployed only when a test asks for it. */
public final class StackForQuarkus implements QuarkusTestResourceLifecycleManager {
    private static final CompletableFuture<Runnable> DEPLOY = new CompletableFuture<>();

    /** Runs the deploy step for the service under test. */
    static void deploy() {
        DEPLOY.join().run();
    }

    @Override
    public Map<String, String> start() {
        Addresses addresses = SharedStack.addresses();
        String prefix = SharedStack.freshPrefix();
        DEPLOY.complete(() -> SchemaDeploy.run(addresses.bootstrapServers(), addresses.registryUrl(), prefix, 2));
        try {
            return Map.of(
                    "kafka.bootstrap.servers", addresses.bootstrapServers(),
                    "schema.registry.url", addresses.registryUrl(),
                    "credits.topic-prefix", prefix,
                    "credits.threads", "1",
                    "credits.state-dir",
                            Files.createTempDirectory("credits-state").toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // The stack belongs to all test runs of the checkout.
    }
}
