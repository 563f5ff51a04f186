package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions of ours that a broker forgot. A broker that stops in the midst of one can come back with the transaction open on a partition while its
 * coordinator knows of none (seen on 4.3.1 with a single broker, found by the outage test): the group's offsets stay unstable and the task waits for
 * ever. This is what {@code kafka-transactions.sh abort} does by hand, and only after the coordinator has said that nothing is going on.
 */
final class HangingTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final String OFFSETS = "__consumer_offsets";
    private static final Duration EVERY = Duration.ofSeconds(10);
    /** No transaction of ours lives longer than its timeout; thrice that is dead. */
    private static final long DEAD_AFTER_MS = 3L * StreamsSettings.TRANSACTION_TIMEOUT_MS;

    private record Open(TopicPartition partition, ProducerState producer) {}

    private record Sighting(TopicPartition partition, long producerId, long startOffset) {}

    private final Admin admin;
    private final String group;
    private final String prefix;
    private final ScheduledExecutorService timer;
    private Set<Sighting> before = Set.of();

    HangingTransactions(AggregatorConfig config) {
        group = config.groupId();
        prefix = config.cluster().topicPrefix();
        admin = Admin.create(Map.of(
                "bootstrap.servers",
                config.cluster().bootstrapServers(),
                "client.id",
                group + "-hanging-transactions",
                "request.timeout.ms",
                "5000",
                "default.api.timeout.ms",
                "10000"));
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("credits-hanging").daemon().factory());
    }

    void start() {
        var unused =
                timer.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            endThoseSeenTwice(System.currentTimeMillis());
        } catch (ExecutionException | RuntimeException e) {
            LOG.debug("Could not look for hanging transactions: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endThoseSeenTwice(long nowMs) throws ExecutionException, InterruptedException {
        Set<Sighting> now = new HashSet<>();
        for (Open open : forgotten(nowMs)) {
            Sighting sighting = new Sighting(
                    open.partition,
                    open.producer.producerId(),
                    open.producer.currentTransactionStartOffset().orElseThrow());
            now.add(sighting);
            if (before.contains(sighting)) {
                end(open);
            }
        }
        before = now;
    }

    private void end(Open open) throws ExecutionException, InterruptedException {
        ProducerState producer = open.producer;
        LOG.warn(
                "Ending a transaction that its coordinator has forgotten: {}, producer {} epoch {}",
                open.partition,
                producer.producerId(),
                producer.producerEpoch());
        admin.abortTransaction(new AbortTransactionSpec(
                        open.partition,
                        producer.producerId(),
                        (short) producer.producerEpoch(),
                        Math.max(0, producer.coordinatorEpoch().orElse(0))))
                .all()
                .get();
    }

    /** Transactions of ours, long dead, that are open on a partition and unknown to their coordinator. */
    private List<Open> forgotten(long nowMs) throws ExecutionException, InterruptedException {
        List<Open> old = new ArrayList<>();
        Set<Long> producers = new HashSet<>();
        var states = admin.describeProducers(partitions()).all().get();
        states.forEach((partition, state) -> state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .filter(producer -> nowMs - producer.lastTimestamp() > DEAD_AFTER_MS)
                .forEach(producer -> {
                    old.add(new Open(partition, producer));
                    producers.add(producer.producerId());
                }));
        if (old.isEmpty()) {
            return List.of();
        }
        Map<Long, TransactionListing> listed = new HashMap<>();
        admin.listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                .all()
                .get()
                .forEach(listing -> listed.put(listing.producerId(), listing));
        return old.stream()
                .filter(open -> nothingGoesOn(listed.get(open.producer.producerId())))
                .toList();
    }

    private boolean nothingGoesOn(@Nullable TransactionListing listing) {
        return listing != null
                && listing.transactionalId().startsWith(group + "-")
                && (listing.state() == TransactionState.EMPTY
                        || listing.state() == TransactionState.COMPLETE_ABORT
                        || listing.state() == TransactionState.COMPLETE_COMMIT);
    }

    /** Where our transactions write: the group's offsets, the outputs and the changelogs. */
    private Set<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        Set<String> topics = new HashSet<>(List.of(
                Topic.CREDIT_LEDGER.topicName(prefix),
                Topic.CREDIT_BALANCES.topicName(prefix),
                Topic.USAGE_REJECTED.topicName(prefix),
                OFFSETS));
        for (String topic : admin.listTopics().names().get()) {
            if (topic.startsWith(group + "-") && topic.endsWith("-changelog")) {
                topics.add(topic);
            }
        }
        Set<TopicPartition> partitions = new HashSet<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> {
            int count = topic.partitions().size();
            if (name.equals(OFFSETS)) {
                partitions.add(new TopicPartition(name, Utils.abs(group.hashCode()) % count));
                return;
            }
            for (int partition = 0; partition < count; partition++) {
                partitions.add(new TopicPartition(name, partition));
            }
        });
        return partitions;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ofSeconds(2));
    }
}
