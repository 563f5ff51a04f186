package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.BulkProducer;
import com.clientmanager.credits.benchmarks.load.OpenLoopLoad;
import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** Sends events of free and priced actions at a constant rate until {@link #end}. */
final class UsageGenerator implements Runnable, AutoCloseable {
    private static final List<String> ACTIONS = List.of("login", "form.submission", "email.send");

    private final List<String> accounts;
    private final long perSecond;
    private final String topic;
    private final SchemaRegistryClient registry;
    private final RegistryAvroCodec<UsageRecorded> wire;
    private final BulkProducer sender;
    private volatile boolean ended;

    UsageGenerator(Pipeline pipeline, List<String> accounts, long perSecond) {
        this.accounts = accounts;
        this.perSecond = perSecond;
        this.topic = Topic.USAGE_RECORDED.topicName(pipeline.prefix());
        this.registry = Registry.connect(pipeline.stack().registryUrl());
        this.wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, pipeline.prefix());
        this.sender = new BulkProducer(pipeline.stack().bootstrapServers(), Map.of("linger.ms", "5"));
    }

    @Override
    public void run() {
        long number = 0;
        while (!ended) {
            long first = number;
            new OpenLoopLoad(perSecond, perSecond)
                    .run(n -> send(accounts.get((int) ((first + n) % accounts.size())), first + n));
            number += perSecond;
        }
        sender.flush();
    }

    /** Sends one event for an account; {@code number} makes it unique. */
    void send(String account, long number) {
        UsageRecorded event = new UsageRecorded(
                "/crm/bench",
                account + "-" + number,
                account,
                ACTIONS.get((int) (number % ACTIONS.size())),
                1L,
                null,
                Map.of(),
                Instant.now(),
                null,
                false);
        byte[] key = account.getBytes(StandardCharsets.UTF_8);
        sender.send(topic, Utils.toPositive(Utils.murmur2(key)) % Sizes.PARTITIONS, key, wire.encode(event));
    }

    void end() {
        ended = true;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        sender.close();
        registry.close();
    }
}
