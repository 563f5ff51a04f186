package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** What is kept of a rejected record is whole where it can be, and readable for every store (R4). */
class RejectionEncoderTest {
    private static final byte[] KEY = HostileRecordsTest.utf8("acct-1");

    @Test
    void R4_values_beyond_the_limits_are_rejected_before_anything_else_is_looked_at() {
        assertRejected("FIELD_TOO_LONG", usage -> usage.setAccount("x".repeat(9_000)));
        assertRejected("FIELD_TOO_LONG", usage -> usage.setUser("x".repeat(9_000)));
        assertRejected("FIELD_INVALID", usage -> usage.setUser("\0"));
        assertRejected("FIELD_INVALID", usage -> usage.setId(" "));
        assertRejected("FIELD_INVALID", usage -> usage.setOccurredAt(Instant.ofEpochMilli(-1)));
        assertRejected("FIELD_INVALID", usage -> usage.setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE)));
        assertRejected("FIELD_INVALID", usage -> usage.setOccurredAt(Instant.ofEpochMilli(Long.MIN_VALUE)));
        assertRejected("QUANTITY_TOO_LARGE", usage -> usage.setQuantity(UsageLimits.MAX_QUANTITY + 1));
        assertRejected("AMOUNT_OVERFLOW", usage -> usage.setQuantity(UsageLimits.MAX_QUANTITY));
        assertRejected("QUANTITY_NOT_POSITIVE", usage -> usage.setQuantity(Long.MIN_VALUE));
    }

    private static void assertRejected(String reason, Consumer<UsageRecorded> change) {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 100);
            UsageRecorded usage = TopologyKit.usage("acct-1", "e-1", "sms.send", 1, kit.now());
            change.accept(usage);
            byte[] value = HostileRecordsTest.encoded(kit, Topic.USAGE_RECORDED, usage);
            kit.sendBytes(Topic.USAGE_RECORDED, KEY, value);
            UsageRejected rejected = kit.rejections().getFirst();
            assertThat(rejected.getReason()).isEqualTo(reason);
            assertThat(rejected.getValue().array()).isEqualTo(value);
            assertThat(rejected.getValueBytes()).isEqualTo(value.length);
            assertThat(rejected.getValueSha256()).isNull();
            assertThat(rejected.getSource()).isEqualTo("/crm/test");
            assertThat(rejected.getQuantity()).isEqualTo(usage.getQuantity());
            assertThat(rejected.getExpectedPartition()).isNull();
        }
    }

    @Test
    void R4_a_value_too_large_to_keep_is_kept_by_place_size_and_hash() throws Exception {
        byte[] value = "A".repeat(5_000_000).getBytes(StandardCharsets.US_ASCII);
        try (TopologyKit kit = new TopologyKit()) {
            for (Topic topic : new Topic[] {Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS}) {
                kit.sendBytes(topic, KEY, value);
                UsageRejected rejected = kit.rejections().getFirst();
                assertThat(rejected.getReason()).isEqualTo("RECORD_TOO_LARGE");
                assertThat(rejected.getDetail()).startsWith("too large to keep: 5000006 bytes; ");
                assertThat(rejected.getValue()).isNull();
                assertThat(rejected.getKey().array()).isEqualTo(KEY);
                assertThat(rejected.getAccount()).isEqualTo("acct-1");
                assertThat(rejected.getValueBytes()).isEqualTo(5_000_000);
                assertThat(rejected.getValueSha256())
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
            }
            kit.sendBytes(Topic.USAGE_RECORDED, value, KEY);
            UsageRejected key = kit.rejections().getFirst();
            assertThat(key.getReason()).isEqualTo("RECORD_TOO_LARGE");
            assertThat(key.getKey()).isNull();
            assertThat(kit.tally.accepted()).isEqualTo(2);
        }
    }

    @Test
    void R4_a_detail_is_short_and_valid_whatever_it_quotes() {
        assertThat(RejectionEncoder.bounded("account a\0b\ud800 ✓ 😀")).isEqualTo("account a\ufffdb\ufffd ✓ 😀");
        assertThat(RejectionEncoder.bounded("x".repeat(500))).hasSize(500).doesNotContain("…");
        String cut = RejectionEncoder.bounded("😀".repeat(300));
        assertThat(cut).hasSizeLessThanOrEqualTo(500).endsWith("…");
        assertThat(UsageLimits.isValidText(cut)).isTrue();
    }

    @Test
    void R19_a_forged_number_far_ahead_does_not_make_later_commands_repeats() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 100);
            kit.command("acct-1", "CancelAtCycleEnd", command -> command.setSequence(Long.MAX_VALUE));
            kit.command("acct-1", "CancelAtCycleEnd", command -> command.setSequence(0));
            assertThat(kit.rejections())
                    .extracting(UsageRejected::getReason)
                    .containsExactly("COMMAND_UNREADABLE", "COMMAND_UNREADABLE");
            kit.grant("acct-1", "g-1", 5);
            assertThat(kit.ledger())
                    .last()
                    .satisfies(line -> assertThat(line.getType()).isEqualTo("GRANT"));
        }
    }

    @Test
    void R4_a_command_outside_the_partition_of_its_key_opens_no_account_a_second_time() {
        var memory = new AggregatorConfig.Memory(100, 1_000, 1_024, 64L * 1024 * 1024);
        try (TopologyKit kit = new TopologyKit(memory, TopologyKit.deployed(), 2)) {
            String elsewhere = Stream.iterate(0, n -> n + 1)
                    .map(n -> "acct-" + n)
                    .filter(account -> Utils.toPositive(Utils.murmur2(HostileRecordsTest.utf8(account))) % 2 == 1)
                    .findFirst()
                    .orElseThrow();
            kit.open(elsewhere, 100);
            kit.use(elsewhere, "e-1", "login", 1);

            assertThat(kit.ledger()).isEmpty();
            assertThat(kit.rejections())
                    .allSatisfy(rejected ->
                            assertThat(rejected.getExpectedPartition()).isEqualTo(1))
                    .extracting(UsageRejected::getReason)
                    .containsExactly("COMMAND_UNREADABLE", "UNKNOWN_ACCOUNT");
        }
    }

    @Test
    void R5_a_record_of_the_rate_card_that_cannot_be_taken_leaves_the_known_prices() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 100);
            kit.sendBytes(Topic.RATE_CARD, null, null);
            kit.sendBytes(Topic.RATE_CARD, HostileRecordsTest.utf8("sms.send"), new byte[] {1, 2, 3});
            kit.price("sms.send", -1);
            kit.price("sms.send", Long.MAX_VALUE);
            assertThat(kit.tally.pricesLeftOut()).isEqualTo(4);
            kit.use("acct-1", "e-1", "sms.send", 1);
            assertThat(kit.ledger())
                    .last()
                    .satisfies(line -> assertThat(line.getAmountMicros()).isEqualTo(-4_000_000L));
        }
    }
}
