package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRejected;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R4 on a real broker, whose limits are on compressed batches: the largest records pass and none stops the engine. */
class LargeRecordTest {
    private static final byte[] KEY = HostileRecordsTest.utf8("acct-1");

    @TempDir
    Path folder;

    @Test
    void R4_the_largest_records_of_both_inputs_are_kept_and_what_follows_is_charged() throws Exception {
        byte[] bomb = "A".repeat(5_000_000).getBytes(StandardCharsets.US_ASCII);
        byte[] noise = new byte[1_048_000];
        new Random(7).nextBytes(noise);
        try (BrokerKit kit = new BrokerKit(1);
                CreditAggregator aggregator = kit.start(kit.config(folder, 1, 0))) {
            kit.price("sms.send", 4_000_000);
            kit.open("acct-1", 1_000, Instant.now());
            kit.flush();
            for (Topic topic : List.of(Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS)) {
                send(kit, topic, "lz4", null, KEY, bomb);
                send(kit, topic, "none", null, KEY, noise);
                send(kit, topic, "none", null, noise, KEY);
            }
            kit.use("acct-1", "e-1", 1);
            kit.flush();

            assertThat(kit.<LedgerEntryPosted>read(Topic.CREDIT_LEDGER, 2))
                    .extracting(LedgerEntryPosted::getType)
                    .containsExactly("GRANT", "CHARGE");
            List<UsageRejected> rejections = kit.read(Topic.USAGE_REJECTED, 6);
            assertThat(rejections)
                    .extracting(UsageRejected::getReason)
                    .containsExactlyInAnyOrder(
                            "RECORD_TOO_LARGE",
                            "UNREADABLE",
                            "UNREADABLE",
                            "RECORD_TOO_LARGE",
                            "COMMAND_UNREADABLE",
                            "COMMAND_UNREADABLE");
            assertThat(rejections)
                    .filteredOn(rejected -> !rejected.getReason().equals("RECORD_TOO_LARGE"))
                    .allSatisfy(rejected -> assertThat(rejected.getKey().remaining()
                                    + rejected.getValue().remaining())
                            .isEqualTo(noise.length + KEY.length));
            assertThat(aggregator.stoppedBecause()).isNull();
        }
    }

    @Test
    void a_record_on_another_partition_than_its_keys_says_so() throws Exception {
        try (BrokerKit kit = new BrokerKit(2);
                CreditAggregator aggregator = kit.start(kit.config(folder, 1, 0))) {
            int right = Utils.toPositive(Utils.murmur2(KEY)) % 2;
            send(kit, Topic.USAGE_RECORDED, "none", 1 - right, KEY, new byte[] {1});
            send(kit, Topic.USAGE_RECORDED, "none", right, KEY, new byte[] {1});

            List<UsageRejected> rejections = kit.read(Topic.USAGE_REJECTED, 2);
            assertThat(rejections)
                    .allSatisfy(rejected -> assertThat(rejected.getExpectedPartition())
                            .isEqualTo(rejected.getPartition() == right ? null : Integer.valueOf(right)));
            assertThat(aggregator.stoppedBecause()).isNull();
        }
    }

    private static void send(
            BrokerKit kit, Topic topic, String compression, @Nullable Integer partition, byte[] key, byte[] value)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kit.addresses.bootstrapServers(),
                        "compression.type",
                        compression,
                        "max.request.size",
                        "10000000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.topicName(kit.prefix), partition, key, value))
                    .get();
        }
    }
}
