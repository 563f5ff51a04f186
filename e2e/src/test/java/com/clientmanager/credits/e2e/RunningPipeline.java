package com.clientmanager.credits.e2e;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalStack;
import com.clientmanager.credits.localstack.LocalToken;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The packaged services on a stack of this JVM's own, started by the first test that asks and stopped when the JVM ends. A stack
 * of its own, since these tests stop the broker.
 */
final class RunningPipeline {
    private static @Nullable RunningPipeline only;

    private final LocalStack stack;
    private final Pipeline services;

    private RunningPipeline(LocalStack stack, Pipeline services) {
        this.stack = stack;
        this.services = services;
    }

    static synchronized RunningPipeline get() {
        RunningPipeline running = only;
        if (running == null) {
            running = start();
            only = running;
        }
        return running;
    }

    private static RunningPipeline start() {
        try {
            Path runs = Files.createDirectories(Checkout.root().resolve("e2e/target/runs"));
            Path folder = Files.createTempDirectory(runs, "run-");
            LocalStack stack = LocalStack.start(StackOptions.in(folder));
            LocalKeys keys = LocalKeys.in(folder.resolve("keys"));
            Pipeline services = new Pipeline(stack.addresses(), "", folder, keys);
            return new RunningPipeline(stack, services.startAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalStack stack() {
        return stack;
    }

    Pipeline services() {
        return services;
    }

    Door door() {
        return new Door(services.ingestUrl(), token("usage:write"));
    }

    Billing billing() {
        return new Billing(services.billingUrl(), services.keys());
    }

    private String token(String role) {
        return LocalToken.ofRole(role).signedBy(services.keys());
    }
}
