package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.load.BulkProducer;
import com.clientmanager.credits.benchmarks.load.OpenLoopLoad;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.probe.RoundTripTimes;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Sends a load at a constant rate, with the current time as event time. */
final class UsageSender implements AutoCloseable {
    private final UsageLoad load;
    private final RoundTripTimes roundTrips;
    private final SchemaRegistryClient registry;
    private final RegistryAvroCodec<UsageRecorded> wire;
    private final BulkProducer sender;
    private final String topic;

    UsageSender(TopicSet topics, UsageLoad load, RoundTripTimes roundTrips) {
        this.load = load;
        this.roundTrips = roundTrips;
        this.registry = Registry.connect(topics.at().registryUrl());
        this.wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, topics.prefix());
        this.sender = new BulkProducer(topics.at().bootstrapServers(), Map.of("linger.ms", "5"));
        this.topic = Topic.USAGE_RECORDED.topicName(topics.prefix());
    }

    /**
     * Sends in steps of one second until {@code done} or the capacity of the round-trip times is reached; returns the
     * number of events.
     */
    int run(int perSecond, BooleanSupplier done) {
        int sent = 0;
        while (!done.getAsBoolean() && sent + perSecond <= roundTrips.maxEvents()) {
            int first = sent;
            new OpenLoopLoad(perSecond, perSecond).run(n -> send(first + (int) n));
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
        roundTrips.sent((int) original, System.nanoTime());
        sender.send(topic, load.accounts().partition(key), key, value);
    }

    @Override
    public void close() throws IOException {
        sender.close();
        registry.close();
    }
}
