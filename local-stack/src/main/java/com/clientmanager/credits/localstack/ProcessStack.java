package com.clientmanager.credits.localstack;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A stack of three child processes. They end with this JVM unless {@link #leaveRunning} was called. */
final class ProcessStack implements LocalStack {
    private final StackOptions options;
    private final Map<Part, ChildProcess> running = new EnumMap<>(Part.class);
    private final Runnable stopAtExit = this::stopAll;

    private ProcessStack(StackOptions options) {
        this.options = options;
    }

    static ProcessStack launch(StackOptions options) {
        ProcessStack stack = new ProcessStack(options);
        ShutdownHooks.register(stack.stopAtExit);
        try {
            stack.startAll();
        } catch (RuntimeException | Error failed) {
            stack.close();
            throw failed;
        }
        return stack;
    }

    /** The registry depends on PostgreSQL; the broker is independent and starts in parallel. */
    private void startAll() {
        CompletableFuture<Void> broker = CompletableFuture.runAsync(() -> start(Part.BROKER));
        try {
            start(Part.POSTGRES);
            start(Part.REGISTRY);
            broker.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            broker.exceptionally(alreadyReported -> null).join();
        }
    }

    @Override
    public Addresses addresses() {
        return addresses(options.ports());
    }

    static Addresses addresses(StackPorts ports) {
        return new Addresses(
                "localhost:" + ports.kafka(),
                Registry.url(ports.registry()),
                Postgres.jdbcUrl(ports.postgres(), Postgres.PRODUCT_DATABASE),
                Postgres.USER,
                Postgres.PASSWORD);
    }

    @Override
    public void start(Part part) {
        String name = part.name().toLowerCase(Locale.ROOT);
        // A process left over from a killed JVM would keep the data directory locked.
        if (find(part).isEmpty()) {
            ChildProcess.find(name, options.folder()).ifPresent(ChildProcess::kill);
        } else if (find(part).get().isAlive()) {
            throw new IllegalStateException(name + " is already running");
        }
        ChildProcess process = switch (part) {
            case POSTGRES -> Postgres.launch(options);
            case BROKER -> Broker.launch(options);
            case REGISTRY -> Registry.launch(options);
        };
        synchronized (running) {
            running.put(part, process);
        }
    }

    @Override
    public void stop(Part part) {
        find(part).ifPresent(ChildProcess::stopGently);
    }

    @Override
    public void kill(Part part) {
        find(part).ifPresent(ChildProcess::kill);
    }

    @Override
    public void pause(Part part) {
        find(part).ifPresent(ChildProcess::pause);
    }

    @Override
    public void resume(Part part) {
        find(part).ifPresent(ChildProcess::resume);
    }

    private Optional<ChildProcess> find(Part part) {
        synchronized (running) {
            return Optional.ofNullable(running.get(part));
        }
    }

    /** Lets the processes outlive this JVM; a later one finds them by their pid files. */
    void leaveRunning() {
        ShutdownHooks.unregister(stopAtExit);
    }

    @Override
    public void close() {
        stopAll();
        ShutdownHooks.unregister(stopAtExit);
    }

    /** Includes processes that were launched but did not become ready, which are known by their pid files only. */
    private void stopAll() {
        Part[] parts = Part.values();
        for (int i = parts.length - 1; i >= 0; i--) {
            Part part = parts[i];
            ChildProcess.find(part.name().toLowerCase(Locale.ROOT), options.folder())
                    .ifPresent(ChildProcess::stopGently);
        }
    }
}
