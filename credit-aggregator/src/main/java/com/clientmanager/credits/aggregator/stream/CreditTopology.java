package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.stream.store.AccountStore;
import com.clientmanager.credits.aggregator.stream.store.DueIndex;
import com.clientmanager.credits.aggregator.stream.store.IdentityReader;
import com.clientmanager.credits.aggregator.stream.store.IdentityStore;
import com.clientmanager.credits.schemas.Topic;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/**
 * The topology, a table of contents: two inputs, co-partitioned by account, three steps that share their task's stores,
 * three outputs. One subtopology, no repartition topic; the rules are data, never a topology for each.
 */
public final class CreditTopology {
    static final String USAGE = "usage";
    static final String COMMANDS = "commands";
    static final String LEDGER = "ledger";
    static final String BALANCES = "balances";
    static final String REJECTIONS = "rejections";
    private static final Map<String, Topic> SINKS =
            Map.of(LEDGER, Topic.CREDIT_LEDGER, BALANCES, Topic.CREDIT_BALANCES, REJECTIONS, Topic.USAGE_REJECTED);
    private static final String CHARGE_USAGE = "charge-usage";
    private static final String OBEY_COMMANDS = "obey-commands";
    private static final String ADVANCE_DUE_ACCOUNTS = "advance-due-accounts";
    private static final String[] STEPS = {CHARGE_USAGE, OBEY_COMMANDS, ADVANCE_DUE_ACCOUNTS};

    private final AggregatorConfig config;
    private final StepSetup setup;
    private final IdentityReader identities;
    private final Topology topology = new Topology();

    CreditTopology(StepSetup setup, IdentityReader identities) {
        this.setup = setup;
        this.identities = identities;
        this.config = setup.config();
    }

    /** The topics that the sinks write. */
    static Set<String> outputs(AggregatorConfig config) {
        return SINKS.values().stream()
                .map(topic -> topic.topicName(config.cluster().topicPrefix()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The topology; stores and steps are named, so that a change of code never renames a changelog. */
    Topology build() {
        keepRateCard();
        readUsageAndCommands();
        topology.addProcessor(CHARGE_USAGE, () -> new ChargeUsage(setup), USAGE);
        topology.addProcessor(OBEY_COMMANDS, () -> new ObeyCommands(setup), COMMANDS);
        topology.addProcessor(ADVANCE_DUE_ACCOUNTS, () -> new AdvanceDueAccounts(setup), CHARGE_USAGE);
        topology.addStateStore(
                AccountStore.builder(
                        config.memory().accountsPerTask(), config.memory().storedAccountBytesPerTask()),
                STEPS);
        topology.addStateStore(IdentityStore.builder(identityShape(), identities), CHARGE_USAGE);
        topology.addStateStore(DueIndex.builder(), ADVANCE_DUE_ACCOUNTS);
        writeLedgerBalancesAndRejections();
        return topology;
    }

    private void keepRateCard() {
        topology.addGlobalStore(
                RateCardStore.builder(),
                "rate-card-topic",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                name(Topic.RATE_CARD),
                "keep-rate-card",
                () -> new KeepRateCard(setup.wires().rateCard(), setup.tally()));
    }

    private void readUsageAndCommands() {
        topology.addSource(USAGE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), name(Topic.USAGE_RECORDED));
        topology.addSource(
                COMMANDS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), name(Topic.ACCOUNT_COMMANDS));
    }

    private void writeLedgerBalancesAndRejections() {
        write(LEDGER, STEPS);
        write(BALANCES, ADVANCE_DUE_ACCOUNTS);
        write(REJECTIONS, CHARGE_USAGE, OBEY_COMMANDS);
    }

    private void write(String sink, String... steps) {
        Topic topic = Objects.requireNonNull(SINKS.get(sink), sink);
        topology.addSink(sink, name(topic), new ByteArraySerializer(), new ByteArraySerializer(), steps);
    }

    private IdentityStore.Shape identityShape() {
        return new IdentityStore.Shape(
                config.pace().lateness().plusDays(1),
                config.memory().identitiesPerRun(),
                config.cluster().stateDir());
    }

    private String name(Topic topic) {
        return topic.topicName(config.cluster().topicPrefix());
    }
}
