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
 * The packaged services on a stack of this JVM's own, started by the first test that asks and stopped when the JVM
 * ends. A stack of its own, since these tests stop the broker.
 */
final class RunningPipeline {
    private static @Nullable RunningPipeline only;
    private static @Nullable Throwable failure;

    private final LocalStack stack;
    private final Pipeline services;

    private RunningPipeline(LocalStack stack, Pipeline services) {
        this.stack = stack;
        this.services = services;
    }

    /** A start that failed fails every test at once, rather than being tried again by each. */
    static synchronized RunningPipeline get() {
        RunningPipeline running = only;
        if (failure != null) {
            throw new IllegalStateException("The pipeline did not start, see the first test", failure);
        }
        if (running == null) {
            try {
                running = start();
                only = running;
            } catch (RuntimeException | Error e) {
                failure = e;
                throw e;
            }
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

    IngestApi ingestApi() {
        return new IngestApi(services.ingestUrl(), token("usage:write"));
    }

    Billing billing() {
        return new Billing(services.billingUrl(), services.keys());
    }

    private String token(String role) {
        return LocalToken.ofRole(role).signedBy(services.keys());
    }
}
