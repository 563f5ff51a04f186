package com.clientmanager.credits.aggregator.stream;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of another supplier, but for the consumer of the inputs, which waits while the schema registry is away.
 */
record WaitingClients(KafkaClientSupplier others, Watched watched) implements KafkaClientSupplier {
    /** What the consumer has to know. */
    record Watched(AggregatorConfig config, KnownSchemas schemas, Tally tally) {}

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new WaitingConsumer(config, watched);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return others.getAdmin(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return others.getProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return others.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return others.getGlobalConsumer(config);
    }
}
