package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RegistryAvroCodecTest {
    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final RegistryAvroCodec<UsageRecorded> wire = RegistryAvroCodec.of(registry, Topic.USAGE_RECORDED, "");

    @Test
    void what_is_encoded_decodes_to_the_same_record_in_the_confluent_wire_format() throws Exception {
        int id = deploy(Topic.USAGE_RECORDED);

        byte[] bytes = wire.encode(usage("a-1", "Zoë ✓"));

        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
        assertThat(wire.decode(bytes)).isEqualTo(usage("a-1", "Zoë ✓"));
    }

    @Test
    void nested_unions_and_nulls_survive_the_way() throws Exception {
        deploy(Topic.ACCOUNT_COMMANDS);
        RegistryAvroCodec<AccountCommand> commands = RegistryAvroCodec.of(registry, Topic.ACCOUNT_COMMANDS, "");
        AccountCommand command = AccountCommand.newBuilder()
                .setCommandId("c-1")
                .setAccount("acct-1")
                .setIssuedAt(Instant.ofEpochMilli(1_700_000_000_123L))
                .setIssuedBy("op")
                .setSequence(1)
                .setType("GrantCredits")
                .setGrantCredits(
                        new GrantCredits("g-1", "PURCHASED", 5_000_000L, null, "pack", null, null, null, null, null))
                .build();

        assertThat(commands.decode(commands.encode(command))).isEqualTo(command);
    }

    @Test
    void a_record_of_a_later_compatible_version_is_read_without_its_new_field() throws Exception {
        deploy(Topic.USAGE_RECORDED);
        Schema later = new Schema.Parser()
                .parse(Topic.USAGE_RECORDED
                        .schema()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"channel\",\"type\":\"int\",\"default\":7,\"doc\":\"d\"},"));
        int laterId = registry.register("other-value", new AvroSchema(later));
        byte[] ours = wire.encode(usage("a-1", "u"));
        ByteBuffer theirs = ByteBuffer.allocate(ours.length + 1);
        theirs.put((byte) 0).putInt(laterId).put((byte) 14).put(ours, 5, ours.length - 5);

        assertThat(wire.decode(theirs.array())).isEqualTo(usage("a-1", "u"));
    }

    @Test
    void nothing_is_registered_by_writing() {
        assertThatThrownBy(() -> wire.encode(usage("a-1", "u")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("usage.recorded.v1-value")
                .hasMessageContaining("SchemaDeploy");
    }

    @Test
    void bytes_that_are_no_record_are_malformed_and_say_why() throws Exception {
        deploy(Topic.USAGE_RECORDED);
        int other = deploy(Topic.RATE_CARD);
        byte[] good = wire.encode(usage("a-1", "u"));
        byte[] unknownId = good.clone();
        ByteBuffer.wrap(unknownId).putInt(1, 4711);
        byte[] otherRecord = good.clone();
        ByteBuffer.wrap(otherRecord).putInt(1, other);
        byte[] longer = Arrays.copyOf(good, good.length + 1);

        assertMalformed(new byte[0], "0 bytes");
        assertMalformed(new byte[] {0, 0, 0}, "3 bytes");
        assertMalformed("{\"a\":1}".getBytes(StandardCharsets.UTF_8), "first byte 123");
        assertMalformed(unknownId, "4711");
        assertMalformed(otherRecord, "ActionPrices");
        assertMalformed(longer, "bytes left");
    }

    @Test
    void every_truncation_is_malformed_and_the_thread_can_go_on() throws Exception {
        deploy(Topic.USAGE_RECORDED);
        byte[] good = wire.encode(usage("a-1", "u"));

        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> wire.decode(cut)).isInstanceOf(MalformedRecordException.class);
        }
        assertThat(wire.decode(good)).isEqualTo(usage("a-1", "u"));
    }

    @Test
    void a_length_that_the_record_does_not_have_takes_no_memory() throws Exception {
        int id = deploy(Topic.USAGE_RECORDED);
        ByteBuffer lie = ByteBuffer.allocate(12).put((byte) 0).putInt(id);
        for (long zigZag = 2L * 1_500_000_000; zigZag != 0; zigZag >>>= 7) {
            lie.put((byte) ((zigZag & 0x7f) | (zigZag > 0x7f ? 0x80 : 0)));
        }
        byte[] hugeString = lie.array();

        assertThatThrownBy(() -> wire.decode(hugeString)).isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void random_damage_is_read_as_some_record_or_is_malformed_and_nothing_else() throws Exception {
        deploy(Topic.USAGE_RECORDED);
        byte[] good = wire.encode(usage("a-1", "u"));
        Random random = new Random(20260701);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = good.clone();
            for (int hit = 0; hit < 3; hit++) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt(256);
            }
            try {
                wire.decode(damaged);
            } catch (MalformedRecordException expected) {
                assertThat(expected.getMessage()).contains("UsageRecorded");
            }
        }
    }

    @Test
    void threads_share_one_wire() throws Exception {
        deploy(Topic.USAGE_RECORDED);
        IntStream.range(0, 20_000).parallel().forEach(i -> {
            UsageRecorded usage = usage("a-" + i, "u".repeat(i % 700));
            assertThat(wire.decode(wire.encode(usage))).isEqualTo(usage);
        });
    }

    @Test
    void an_incomplete_record_is_the_callers_mistake() throws Exception {
        deploy(Topic.USAGE_RECORDED);
        UsageRecorded incomplete = usage("a-1", "u");
        incomplete.setAction(null);

        assertThatThrownBy(() -> wire.encode(incomplete)).isInstanceOf(IllegalArgumentException.class);
        assertThat(wire.decode(wire.encode(usage("a-2", "u")))).isEqualTo(usage("a-2", "u"));
    }

    private void assertMalformed(byte[] bytes, String why) {
        assertThatThrownBy(() -> wire.decode(bytes))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(why);
    }

    private int deploy(Topic topic) throws Exception {
        return registry.register(topic.subject(""), new AvroSchema(topic.schema()));
    }

    private static UsageRecorded usage(String id, String user) {
        return new UsageRecorded(
                "/crm/sms",
                id,
                "acct-1",
                "sms.send",
                3L,
                user,
                Map.of("campaign", "july"),
                Instant.ofEpochMilli(1_751_361_000_123L),
                null,
                false);
    }
}
