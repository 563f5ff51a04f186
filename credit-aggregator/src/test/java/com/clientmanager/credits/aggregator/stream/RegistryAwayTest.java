package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R4 on the real broker and registry: a schema version that appears while the registry is away makes its partition
 * wait, and nothing else happens.
 */
class RegistryAwayTest {
    private static final int CALLS_IN_VAIN = 12;

    @TempDir
    Path folder;

    @Test
    void R4_a_new_schema_version_waits_for_the_registry_and_is_charged_once_in_order_without_a_restart()
            throws Exception {
        try (BrokerKit kit = new BrokerKit(1);
                RegistryGate gate = new RegistryGate(kit.addresses.registryUrl())) {
            kit.price("sms.send", 4_000_000);
            kit.open("acct-0", 1_000, Instant.now());
            kit.flush();
            CreditAggregator aggregator = kit.start(behind(gate, kit));
            kit.use("acct-0", "before", 1);
            kit.flush();
            kit.read(Topic.CREDIT_LEDGER, 2);

            gate.shut();
            int newer = registerNewerVersion(kit);
            kit.use("acct-0", "old-1", 1);
            useInVersion(kit, newer, "new-1");
            kit.use("acct-0", "old-2", 1);
            sendLater(kit, () -> kit.promote("acct-0", 50, Instant.now().plusSeconds(3_600)));
            sendLater(kit, () -> useInVersion(kit, newer, "new-2"));
            List<LedgerEntryPosted> meanwhile = kit.read(Topic.CREDIT_LEDGER, 3);
            BrokerKit.until("the partition waits", () -> aggregator.tally().partitionsWaiting() == 1);
            BrokerKit.until("the registry is asked again and again", () -> gate.turnedAway() >= CALLS_IN_VAIN);
            assertThat(causes(meanwhile)).containsExactly("acct-0-open", "before", "old-1");
            assertThat(kit.read(Topic.CREDIT_LEDGER, 3)).hasSize(3);
            gate.reopen();

            assertThat(causes(kit.read(Topic.CREDIT_LEDGER, 7)))
                    .containsExactly("acct-0-open", "before", "old-1", "new-1", "old-2", "acct-0-promote", "new-2");
            assertThat(kit.<UsageRejected>read(Topic.USAGE_REJECTED, 0)).isEmpty();
            assertThat(aggregator.tally().partitionsWaiting()).isZero();
            assertThat(aggregator.state()).isEqualTo(KafkaStreams.State.RUNNING);
            assertThat(failedThreads(aggregator)).isZero();
        }
    }

    private AggregatorConfig behind(RegistryGate gate, BrokerKit kit) {
        AggregatorConfig direct = kit.config(folder.resolve("a"), 1, 0);
        AggregatorConfig.Cluster cluster = direct.cluster();
        return new AggregatorConfig(
                new AggregatorConfig.Cluster(
                        cluster.bootstrapServers(),
                        gate.url(),
                        cluster.topicPrefix(),
                        cluster.applicationId(),
                        cluster.stateDir()),
                direct.pace(),
                direct.memory(),
                direct.failures());
    }

    /** With one more field, which may be missing, at its end. */
    private static int registerNewerVersion(BrokerKit kit) throws Exception {
        Schema ours = Topic.USAGE_RECORDED.schema();
        List<Schema.Field> fields = new ArrayList<>();
        ours.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("channel", optional, "Where it was sent", Schema.Field.NULL_DEFAULT_VALUE));
        Schema newer = Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
        return kit.registry.register(Topic.USAGE_RECORDED.subject(kit.prefix), new AvroSchema(newer));
    }

    private static void useInVersion(BrokerKit kit, int schemaId, String id) {
        byte[] ours = RegistryAvroCodec.<UsageRecorded>of(kit.registry, Topic.USAGE_RECORDED, kit.prefix)
                .encode(TopologyKit.usage(
                        "acct-0", id, "sms.send", 1, Instant.now().minusMillis(1)));
        byte[] newer = Arrays.copyOf(ours, ours.length + 1);
        ByteBuffer.wrap(newer).putInt(1, schemaId);
        kit.sendBytes(Topic.USAGE_RECORDED, "acct-0", newer);
    }

    /** With a stamp after all before it: the two inputs are merged by stamp. */
    private static void sendLater(BrokerKit kit, Runnable send) throws InterruptedException {
        kit.flush();
        Thread.sleep(20);
        send.run();
        kit.flush();
    }

    private static List<String> causes(List<LedgerEntryPosted> lines) {
        return lines.stream()
                .map(line -> line.getEventId() == null ? line.getCommandId() : line.getEventId())
                .toList();
    }

    private static double failedThreads(CreditAggregator aggregator) {
        return aggregator.metrics().entrySet().stream()
                .filter(one -> one.getKey().name().equals("failed-stream-threads"))
                .mapToDouble(one -> ((Number) one.getValue().metricValue()).doubleValue())
                .sum();
    }
}
