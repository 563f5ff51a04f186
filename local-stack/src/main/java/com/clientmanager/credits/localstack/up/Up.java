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
 * `make up`: starts the whole pipeline as processes that outlive this one, and says where everything is. A start that fails or
 * is interrupted takes down again what it had started.
 */
public final class Up {
    private static final String TRAFFIC_CLASS = "com.clientmanager.credits.localstack.traffic.CrmTraffic";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final Installation here;
    private final Screen screen;

    private Up(Map<String, String> environment, Installation here, Screen screen) {
        this.environment = environment;
        this.here = here;
        this.screen = screen;
    }

    public static void main(String... arguments) throws IOException {
        Installation here = Installation.here(System.getenv());
        Screen screen = new Screen(System.out);
        try {
            new Up(System.getenv(), here, screen).run();
        } catch (CannotStart reason) {
            screen.fail(reason.what());
            System.exit(1);
        } catch (RuntimeException | Error failed) {
            screen.fail("It did not start, and nothing is left running. Logs: "
                    + here.folder().resolve("logs"));
            failed.printStackTrace(System.err);
            System.exit(1);
        }
    }

    private void run() throws IOException {
        if (here.isComplete()) {
            screen.say("It is running already. `make down` stops it.");
            screen.table(environment, here.folder());
            return;
        }
        List<ChildProcess> remains = here.alive();
        if (!remains.isEmpty()) {
            screen.say("Some processes of an earlier start are left: stopping them first.");
            Down.stop(here);
        }
        for (Listener listener : Listener.values()) {
            listener.requireFree(environment);
        }
        startAll();
        screen.table(environment, here.folder());
    }

    private void startAll() throws IOException {
        Path folder = here.folder();
        LocalKeys keys = LocalKeys.in(folder.resolve("keys"));
        screen.step("PostgreSQL, Kafka broker and schema registry");
        DetachedStack stack =
                DetachedStack.start(new StackOptions(folder, ports(), true, List.of("-Xms128m", "-Xmx512m")));
        Addresses addresses = stack.addresses();
        Pipeline pipeline = new Pipeline(addresses, "", folder, keys);
        screen.step("Topics and schemas");
        pipeline.deployTopics();
        screen.step("usage-ingest, credit-aggregator and billing-api");
        pipeline.launch(Service.USAGE_INGEST, Service.USAGE_INGEST.module(), Listener.INGEST.port(environment));
        pipeline.launch(
                Service.CREDIT_AGGREGATOR, Service.CREDIT_AGGREGATOR.module(), Listener.AGGREGATOR.port(environment));
        pipeline.launch(Service.BILLING_API, Service.BILLING_API.module(), Listener.BILLING.port(environment));
        for (Service service : Service.values()) {
            pipeline.service(service.module()).awaitReady();
            screen.step("  " + service.module() + " is ready");
        }
        screen.step("Demo accounts");
        Demo.open(pipeline.billingUrl(), keys, folder, Clock.systemUTC().instant());
        if (here.traffic()) {
            screen.step("CRM traffic");
            ChildProcess traffic = startTraffic(pipeline);
            Waiting.whileAlive(traffic, PATIENCE, () -> Files.size(traffic.log()) > 0);
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
