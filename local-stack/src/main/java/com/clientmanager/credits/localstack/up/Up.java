package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.ChildProcess;
import com.clientmanager.credits.localstack.DetachedStack;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.StackOptions;
import com.clientmanager.credits.localstack.StackPorts;
import com.clientmanager.credits.localstack.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * `make up`: starts the whole pipeline as processes that outlive this one, and prints their addresses. A start that
 * fails or is interrupted stops what it has started.
 */
public final class Up {
    private static final String TRAFFIC_CLASS = "com.clientmanager.credits.localstack.traffic.CrmTraffic";

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final Installation here;
    private final ConsoleOutput console;

    private Up(Map<String, String> environment, Installation here, ConsoleOutput console) {
        this.environment = environment;
        this.here = here;
        this.console = console;
    }

    public static void main(String... arguments) throws IOException {
        Installation here = Installation.here(System.getenv());
        ConsoleOutput console = new ConsoleOutput(System.out);
        try {
            new Up(System.getenv(), here, console).run();
        } catch (CommandFailedException e) {
            console.fail(e.reason());
            System.exit(1);
        } catch (RuntimeException | Error failed) {
            console.fail("The start failed; everything has been stopped again. Logs: "
                    + here.folder().resolve("logs"));
            failed.printStackTrace(System.err);
            System.exit(1);
        }
    }

    private void run() throws IOException {
        if (here.isComplete()) {
            console.print("Already running. `make down` stops it.");
            console.addresses(environment, here.folder());
            return;
        }
        List<ChildProcess> leftovers = here.alive();
        if (!leftovers.isEmpty()) {
            console.print("Stopping leftover processes of an earlier start.");
            Down.stop(here);
        }
        for (Listener listener : Listener.values()) {
            listener.requireFree(environment);
        }
        startAll();
        console.addresses(environment, here.folder());
    }

    private void startAll() throws IOException {
        Path folder = here.folder();
        LocalKeys keys = LocalKeys.in(folder.resolve("keys"));
        console.step("PostgreSQL, Kafka broker and schema registry");
        DetachedStack stack =
                DetachedStack.start(new StackOptions(folder, ports(), true, List.of("-Xms128m", "-Xmx512m")));
        Addresses addresses = stack.addresses();
        Pipeline pipeline = new Pipeline(addresses, "", folder, keys);
        console.step("Topics and schemas");
        pipeline.deployTopics();
        console.step("usage-ingest, credit-aggregator and billing-api");
        pipeline.launch(Service.USAGE_INGEST, Service.USAGE_INGEST.module(), Listener.INGEST.port(environment));
        pipeline.launch(
                Service.CREDIT_AGGREGATOR, Service.CREDIT_AGGREGATOR.module(), Listener.AGGREGATOR.port(environment));
        pipeline.launch(Service.BILLING_API, Service.BILLING_API.module(), Listener.BILLING.port(environment));
        for (Service service : Service.values()) {
            pipeline.service(service.module()).awaitReady();
            console.step("  " + service.module() + " is ready");
        }
        console.step("Demo accounts");
        DemoAccounts.open(pipeline.billingUrl(), keys, folder, Clock.systemUTC().instant());
        if (here.traffic()) {
            console.step("CRM traffic");
            ChildProcess traffic = startTraffic(pipeline);
            Waiting.whileAlive(traffic, READY_TIMEOUT, () -> Files.size(traffic.log()) > 0);
        }
        pipeline.leaveRunning();
        stack.leaveRunning();
    }

    private ChildProcess startTraffic(Pipeline pipeline) {
        List<String> command = new ArrayList<>(List.of(
                Checkout.java(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcredits.folder=" + here.folder(),
                "-cp",
                Checkout.classPath(),
                TRAFFIC_CLASS));
        return ChildProcess.launch(
                Installation.TRAFFIC,
                here.folder(),
                command,
                Map.of(
                        "INGEST_URL", pipeline.ingestUrl(),
                        "CREDITS_KEYS", pipeline.keys().folder().toString(),
                        "TOKEN", LocalToken.ofRole("usage:write").signedBy(pipeline.keys())));
    }

    private StackPorts ports() {
        return new StackPorts(
                Listener.KAFKA.port(environment),
                Listener.CONTROLLER.port(environment),
                Listener.REGISTRY.port(environment),
                Listener.POSTGRES.port(environment));
    }
}
