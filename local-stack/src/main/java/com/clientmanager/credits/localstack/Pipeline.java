package com.clientmanager.credits.localstack;

import com.clientmanager.credits.schemas.SchemaDeploy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The three services as processes on a running stack, with logs and state under one folder. Topics and schemas are
 * deployed before the first service starts. Several aggregators may run at once, each under its own name.
 */
public final class Pipeline implements AutoCloseable {
    private final Addresses stack;
    private final String prefix;
    private final Path folder;
    private final LocalKeys keys;
    private final Map<String, String> extra = new ConcurrentHashMap<>();
    private final Map<String, ServiceProcess> running = new ConcurrentHashMap<>();
    private final Runnable stopAtExit = this::stopAll;
    private int partitions = 8;

    /**
     * @param prefix of every topic name; "" for none
     * @param folder for logs, pid files and the aggregators' state
     */
    public Pipeline(Addresses stack, String prefix, Path folder, LocalKeys keys) {
        this.stack = stack;
        this.prefix = prefix;
        this.folder = folder.toAbsolutePath().normalize();
        this.keys = keys;
        ShutdownHooks.register(stopAtExit);
    }

    /** Sets a configuration property for every service started from now on; dotted or environment-variable spelling. */
    public Pipeline with(String property, String value) {
        extra.put(property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value);
        return this;
    }

    /** Fixed for the lifetime of the topics; default 8. */
    public Pipeline partitions(int count) {
        partitions = count;
        return this;
    }

    public Pipeline deployTopics() {
        SchemaDeploy.run(stack.bootstrapServers(), stack.registryUrl(), prefix, partitions);
        return this;
    }

    /** Deploys, starts one process of each service on free ports and returns when all are ready. */
    public Pipeline startAll() {
        return startAll(Service::frugalFlags);
    }

    /** Like {@link #startAll()}, with other JVM flags. */
    public Pipeline startAll(Function<Service, List<String>> flags) {
        deployTopics();
        List<ServiceProcess> launched = new ArrayList<>();
        for (Service service : Service.values()) {
            launched.add(launch(service, service.module(), Ports.free(), flags.apply(service)));
        }
        launched.forEach(ServiceProcess::awaitReady);
        return this;
    }

    /**
     * Starts a service without waiting. Reusing a name restarts that instance on its state.
     *
     * @param name of the instance: its log, and the aggregator's state folder
     */
    public ServiceProcess launch(Service service, String name, int port) {
        return launch(service, name, port, service.frugalFlags());
    }

    /** Like {@link #launch(Service, String, int)}, with other JVM flags. */
    public ServiceProcess launch(Service service, String name, int port, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Checkout.java());
        command.addAll(flags);
        command.add("-Dlocalstack.folder=" + folder);
        command.addAll(List.of("-jar", service.jar().toString()));
        ChildProcess process = ChildProcess.launch(name, folder, command, environment(service, name, port));
        ServiceProcess started = new ServiceProcess(service, process, port);
        running.put(name, started);
        return started;
    }

    /** The last instance started under this name. */
    public ServiceProcess service(String name) {
        ServiceProcess found = running.get(name);
        if (found == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return found;
    }

    public String ingestUrl() {
        return service(Service.USAGE_INGEST.module()).url();
    }

    public String billingUrl() {
        return service(Service.BILLING_API.module()).url();
    }

    public LocalKeys keys() {
        return keys;
    }

    public Addresses stack() {
        return stack;
    }

    public String prefix() {
        return prefix;
    }

    private Map<String, String> environment(Service service, String name, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers());
        environment.put("SCHEMA_REGISTRY_URL", stack.registryUrl());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        // Loopback unless overridden: demo passwords and local keys must not be exposed to the network.
        environment.put("QUARKUS_HTTP_HOST", System.getenv().getOrDefault("QUARKUS_HTTP_HOST", "localhost"));
        environment.put("CREDITS_PARTITIONS", Integer.toString(partitions));
        environment.put("CREDITS_APPLICATION_ID", prefix + "credit-aggregator");
        environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", keys.publicFile().toString());
        if (!prefix.isEmpty()) {
            environment.put("CREDITS_TOPIC_PREFIX", prefix);
        }
        switch (service) {
            case USAGE_INGEST -> {}
            case CREDIT_AGGREGATOR ->
                environment.put(
                        "CREDITS_STATE_DIR",
                        folder.resolve("state").resolve(name).toString());
            case BILLING_API -> {
                environment.put("QUARKUS_DATASOURCE_JDBC_URL", stack.jdbcUrl());
                environment.put("QUARKUS_DATASOURCE_USERNAME", stack.dbUser());
                environment.put("QUARKUS_DATASOURCE_PASSWORD", stack.dbPassword());
                environment.put(
                        "CREDITS_JWT_PRIVATE_KEY_LOCATION", keys.privateFile().toString());
                environment.put("CREDITS_DEMO_USERS_ENABLED", "true");
            }
        }
        environment.putAll(extra);
        return environment;
    }

    /** Lets the processes outlive this JVM; a later one finds them by their pid files. */
    public void leaveRunning() {
        ShutdownHooks.unregister(stopAtExit);
    }

    @Override
    public void close() {
        stopAll();
        ShutdownHooks.unregister(stopAtExit);
    }

    private void stopAll() {
        running.values().forEach(each -> each.process().resume());
        running.values().parallelStream().forEach(each -> each.process().stop());
    }
}
