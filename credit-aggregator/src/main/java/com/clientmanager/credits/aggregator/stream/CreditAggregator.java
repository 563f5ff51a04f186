package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.stream.store.IdentityReader;
import com.clientmanager.credits.aggregator.stream.transactions.GuardedClients;
import com.clientmanager.credits.aggregator.stream.transactions.HangingTransactions;
import com.clientmanager.credits.aggregator.stream.transactions.OpenTransactions;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running aggregator, in plain Java: waits for what it needs and starts the topology (decision 0006).
 */
public final class CreditAggregator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CreditAggregator.class);
    private static final Duration QUIET = Duration.ofSeconds(5);
    /** No transaction lives longer than its timeout; thrice that is dead. */
    private static final Duration DEAD_AFTER = Duration.ofMillis(3L * StreamsSettings.TRANSACTION_TIMEOUT_MS);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final Opened opened = new Opened();
    private final KnownSchemas schemas;
    private final IdlePartitionTicks ticks;
    private final IdentityReader identities;
    private final HangingTransactions hanging;
    private final Reaction reaction;
    private final KafkaStreams streams;
    private final Tally tally;

    /**
     * An aggregator that is yet to be started.
     *
     * @throws com.clientmanager.credits.schemas.RegistryUnavailableException when the registry is away or the deploy
     *     step has not run
     */
    public CreditAggregator(AggregatorConfig config, Tally tally) {
        this(config, tally, new DefaultKafkaClientSupplier());
    }

    CreditAggregator(AggregatorConfig config, Tally tally, KafkaClientSupplier clients) {
        this.tally = tally;
        this.reaction = new Reaction(new Replacements(config.failures(), System::nanoTime), Thread::sleep);
        try {
            SchemaRegistryClient registry =
                    opened.keep(Registry.connect(config.cluster().registryUrl()));
            this.schemas =
                    opened.keep(new KnownSchemas(registry, config.cluster().topicPrefix()));
            Wires wires = Wires.of(registry, config.cluster().topicPrefix(), schemas::isMissing);
            wires.askForIds();
            schemas.load();
            OpenTransactions transactions = opened.keep(new OpenTransactions(
                    config.cluster().bootstrapServers(), config.groupId(), CreditTopology.outputs(config)));
            this.hanging = opened.keep(new HangingTransactions(transactions, config.groupId(), DEAD_AFTER));
            RegistryAvroCodec<UsageRecorded> usage = RegistryAvroCodec.of(
                    registry, Topic.USAGE_RECORDED, config.cluster().topicPrefix());
            this.ticks = opened.keep(new IdlePartitionTicks(config, usage, QUIET));
            this.identities = opened.keep(new IdentityReader());
            this.streams = new KafkaStreams(
                    topology(new StepSetup(config, wires, tally, ticks, partitions(config)), identities),
                    StreamsSettings.of(config),
                    new GuardedClients(
                            new WaitingClients(clients, new WaitingClients.Watched(config, schemas, tally)),
                            transactions,
                            CommitPace::transactionEnded));
        } catch (RuntimeException e) {
            // It is tried again every two seconds: what a failed attempt left open would pile up.
            opened.close();
            throw e;
        }
        streams.setUncaughtExceptionHandler(reaction);
    }

    private static Topology topology(StepSetup setup, IdentityReader identities) {
        return new CreditTopology(setup, identities).build();
    }

    private static int partitions(AggregatorConfig config) {
        String usage = Topic.USAGE_RECORDED.topicName(config.cluster().topicPrefix());
        try (Admin admin = admin(config)) {
            Map<String, TopicDescription> found =
                    admin.describeTopics(List.of(usage)).allTopicNames().get();
            return Objects.requireNonNull(found.get(usage), usage).partitions().size();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + usage + " cannot be described: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while starting", e);
        }
    }

    private static Admin admin(AggregatorConfig config) {
        return Admin.create(Map.of(
                "bootstrap.servers", config.cluster().bootstrapServers(),
                "request.timeout.ms", "4000",
                "default.api.timeout.ms", "5000"));
    }

    /** The topics that are missing on the broker; the aggregator cannot run before the deploy step has made them. */
    public static List<String> missingTopics(AggregatorConfig config) throws ExecutionException, InterruptedException {
        try (Admin admin = admin(config)) {
            Set<String> present = admin.listTopics().names().get();
            List<String> missing = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                String name = topic.topicName(config.cluster().topicPrefix());
                if (!present.contains(name)) {
                    missing.add(name);
                }
            }
            return missing;
        }
    }

    /** Starts the threads; returns once the rate card is read. */
    public void start() {
        streams.start();
        ticks.start();
        hanging.start();
        schemas.start();
        identities.start();
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    public Tally tally() {
        return tally;
    }

    public Map<MetricName, ? extends Metric> metrics() {
        return streams.metrics();
    }

    /** The running streams, for their metrics. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Why the streams stopped for good, in words; null while they did not. */
    public @Nullable String stoppedBecause() {
        return reaction.stoppedBecause();
    }

    /** Commits, tells the group that it leaves, and stops. */
    @Override
    public void close() {
        boolean stopped =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(STOP_WITHIN));
        if (!stopped) {
            LOG.warn("The streams did not stop within {} s", STOP_WITHIN.toSeconds());
        }
        opened.close();
    }
}
