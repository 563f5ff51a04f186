package com.clientmanager.credits.aggregator.stream.transactions;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Gives Kafka Streams its clients, and each transactional producer a guard. */
public final class GuardedClients implements KafkaClientSupplier {
    private final KafkaClientSupplier clients;
    private final OpenTransactions transactions;
    private final Runnable ended;

    /** {@code ended} is called by a stream thread whenever its transaction was committed or aborted. */
    public GuardedClients(KafkaClientSupplier clients, OpenTransactions transactions, Runnable ended) {
        this.clients = clients;
        this.transactions = transactions;
        this.ended = ended;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Producer<byte[], byte[]> producer = clients.getProducer(config);
        return config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG) instanceof String id
                ? new GuardedProducer(producer, () -> transactions.settle(id), ended)
                : producer;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return clients.getAdmin(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return clients.getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return clients.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return clients.getGlobalConsumer(config);
    }
}
