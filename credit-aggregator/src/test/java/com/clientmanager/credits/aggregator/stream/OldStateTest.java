package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that an earlier release left on the changelogs stops the service; nothing is charged on it (R2). */
class OldStateTest {
    /** An account as the first release stored it. */
    private static final byte[] OLD_ACCOUNT = HexFormat.of()
            .parseHex("0156e481c4020c1c7375622d616363742de29c933a30018084af5f00000000808dfbefa6670180ccd9e1ba6700"
                    + "407375622d616363742de29c933a303a70726f3a31373734373434323630303030018083b6e049008083b6e049"
                    + "0000c0b682f0a6670180ccd9e1ba67001c7375622d616363742de29c933a31018094ebdc03008094ebdc030000"
                    + "80ccd9e1ba670180eccf89ce67021c7375622d616363742de29c933a32018094ebdc03008094ebdc03000080ec"
                    + "cf89ce670180eccf89ce670406672d320280ade20400000000c0b682f0a6670180eddde7e0670106672d31039c"
                    + "85e30b00000000c0b682f0a667000101187375622d616363742de29c931a4575726f70652f4265726c696e808d"
                    + "fbefa6670e737461727465728094ebdc030200040480eccf89ce6780fcf883e26704010c67726f777468c0b682"
                    + "f0a667010670726f80ccd9e1ba67009ce1808a5280b8b8720080ab8c9a510000000e");

    /** A block of the journal as the first release stored it: greatest append time, then one identity. */
    private static final byte[] OLD_BLOCK_KEY = {'J', 0, 0, 0, 0};

    private static final byte[] OLD_BLOCK = ByteBuffer.allocate(24)
            .putLong(1_770_000_000_000L)
            .putLong(0xdd44eb5559120348L)
            .putLong(0x14ab0bda1d123456L)
            .array();

    @TempDir
    Path folder;

    @Test
    void R2_old_accounts_stop_the_service_and_nothing_is_charged() throws Exception {
        try (BrokerKit kit = new BrokerKit(1)) {
            leave(kit, "accounts", "acct-✓".getBytes(StandardCharsets.UTF_8), OLD_ACCOUNT);
            leave(kit, "identities", OLD_BLOCK_KEY, OLD_BLOCK);
            assertStops(kit, "a", "accounts");
        }
    }

    @Test
    void R2_old_identities_beside_accounts_of_this_release_stop_the_service_too() throws Exception {
        try (BrokerKit kit = new BrokerKit(1)) {
            kit.price("sms.send", 4_000_000);
            kit.open("acct-1", 1_000, Instant.now());
            kit.use("acct-1", "e-1", 1);
            kit.flush();
            AggregatorConfig config = kit.config(folder.resolve("b"), 1, 0);
            try (CreditAggregator first = kit.start(config)) {
                kit.read(Topic.CREDIT_LEDGER, 2);
            }
            write(kit, "identities", OLD_BLOCK_KEY, OLD_BLOCK);
            assertStops(kit, "another-disk", "identities");
            assertThat(kit.read(Topic.CREDIT_LEDGER, 2)).hasSize(2);
        }
    }

    private void assertStops(BrokerKit kit, String disk, String store) {
        kit.use("acct-1", "e-2", 1);
        kit.flush();
        try (CreditAggregator stopped = new CreditAggregator(kit.config(folder.resolve(disk), 1, 1), new Tally())) {
            stopped.start();
            BrokerKit.until("it stops", () -> stopped.stoppedBecause() != null);
            BrokerKit.until("its threads end", () -> stopped.state() == KafkaStreams.State.ERROR);
            assertThat(stopped.stoppedBecause())
                    .isEqualTo("the " + store + " store was written by another release, whose layout this one does not"
                            + " read: go back to that release, or run `make reset`, which forgets all local data");
            assertThat(stopped.tally().charged()).isZero();
        }
    }

    private static void leave(BrokerKit kit, String store, byte[] key, byte[] value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kit.addresses.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(changelog(kit, store), 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        write(kit, store, key, value);
    }

    private static void write(BrokerKit kit, String store, byte[] key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kit.addresses.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(changelog(kit, store), key, value))
                    .get();
        }
    }

    private static String changelog(BrokerKit kit, String store) {
        return kit.prefix + "aggregator-" + store + "-changelog";
    }
}
