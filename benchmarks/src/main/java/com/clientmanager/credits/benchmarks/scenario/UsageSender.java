package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.side.Sender;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A steady trickle of usage that happens when it is sent. */
final class Trickle implements AutoCloseable {
    private final UsageLoad load;
    private final Crossing crossing;
    private final SchemaRegistryClient registry;
    private final AvroWire<UsageRecorded> wire;
    private final Sender sender;
    private final String topic;

    Trickle(Arena arena, UsageLoad load, Crossing crossing) {
        this.load = load;
        this.crossing = crossing;
        this.registry = Registry.connect(arena.at().registryUrl());
        this.wire = AvroWire.of(registry, Topic.USAGE_RECORDED, arena.prefix());
        this.sender = new Sender(arena.at().bootstrapServers(), Map.of("linger.ms", "5"));
        this.topic = Topic.USAGE_RECORDED.topicName(arena.prefix());
    }

    /** Sends second after second until {@code enough} or until there is no room; returns how many events it sent. */
    int run(int perSecond, BooleanSupplier enough) {
        int sent = 0;
        while (!enough.getAsBoolean() && sent + perSecond <= crossing.atMost()) {
            int first = sent;
            new Steady(perSecond, perSecond).run(n -> send(first + (int) n));
            sent += perSecond;
        }
        sender.flush();
        return sent;
    }

    private void send(int number) {
        long original = load.original(number);
        byte[] key = load.accounts().key(load.account(original));
        UsageRecorded event = load.record(original);
        event.setOccurredAt(Instant.now());
        byte[] value = wire.encode(event);
        crossing.sent((int) original, System.nanoTime());
        sender.send(topic, load.accounts().partition(key), key, value);
    }

    @Override
    public void close() throws IOException {
        sender.close();
        registry.close();
    }
}
