package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.BillingStack;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Ports;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.SharedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * The billing stack with the packaged credit engine beside it. Its topics keep the producer's stamps, so that a test
 * can send records of next month: the engine knows no other clock (R3).
 */
public class EngineStack extends BillingStack {
    private static final List<AlterConfigOp> AS_SENT = List.of(
            set("message.timestamp.type", "CreateTime"),
            set("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));

    private @Nullable Pipeline engine;

    @Override
    public Map<String, String> start() {
        Map<String, String> config = super.start();
        String prefix = config.get("credits.topic-prefix");
        Addresses stack = SharedStack.addresses();
        try {
            Path runs = Files.createDirectories(Checkout.root().resolve("billing-api/target/engine"));
            Path folder = Files.createTempDirectory(runs, "run-");
            Pipeline pipeline =
                    new Pipeline(stack, prefix, folder, LocalKeys.in(folder.resolve("keys"))).partitions(PARTITIONS);
            pipeline.launch(Service.CREDIT_AGGREGATOR, Service.CREDIT_AGGREGATOR.module(), Ports.free())
                    .awaitReady();
            engine = pipeline;
            keepStamps(stack.bootstrapServers(), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HashMap<>(config);
    }

    /** On every topic, the engine's own changelogs too: a broker refuses what is stamped more than an hour ahead. */
    private static void keepStamps(String bootstrapServers, String prefix) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (String topic : admin.listTopics().names().get()) {
                if (topic.startsWith(prefix)) {
                    changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), AS_SENT);
                }
            }
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    @Override
    public void stop() {
        if (engine != null) {
            engine.close();
        }
        super.stop();
    }
}
