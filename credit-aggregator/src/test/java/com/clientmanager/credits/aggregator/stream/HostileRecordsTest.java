package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R4: no record on an input, whatever it holds, stops the engine or touches an account that it is not about. */
class HostileRecordsTest {
    private static final int RECORDS = 4_000;
    private static final String BYSTANDER = "bystander";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void each_record_is_obeyed_a_copy_or_rejected_with_its_reason_and_nothing_stops(long seed) {
        HostileRecords hostile = new HostileRecords(seed);
        try (TopologyKit kit = new TopologyKit()) {
            kit.open(BYSTANDER, 1_000);
            kit.open("acct-1", 1_000);
            kit.open("acct-2", 1_000);
            kit.use(BYSTANDER, "e-1", "sms.send", 1);
            kit.ledger();
            int usage = 1;
            for (int i = 0; i < RECORDS; i++) {
                Topic topic = hostile.topic();
                kit.after(Duration.ofMillis(1 + i % 3)).sendBytes(topic, hostile.key(), hostile.value(kit, topic));
                usage += topic == Topic.USAGE_RECORDED ? 1 : 0;
            }
            assertThat(kit.tally.accepted()).as("R4, seed " + seed).isEqualTo(usage);
            assertThat(kit.ledger())
                    .as("nobody else's account moves, seed " + seed)
                    .extracting(LedgerEntryPosted::getAccount)
                    .doesNotContain(BYSTANDER);
            kit.rejections().forEach(HostileRecordsTest::assertReadable);

            kit.use(BYSTANDER, "e-2", "sms.send", 1);
            assertThat(kit.ledger()).singleElement().satisfies(charge -> {
                assertThat(charge.getType()).isEqualTo("CHARGE");
                assertThat(charge.getSeq()).isEqualTo(3);
                assertThat(charge.getAmountMicros()).isEqualTo(-4_000_000L);
            });
        }
    }

    private static void assertReadable(UsageRejected rejected) {
        assertThat(RejectionReason.values()).extracting(Enum::name).contains(rejected.getReason());
        assertThat(rejected.getDetail()).hasSizeLessThanOrEqualTo(RejectionEncoder.MAX_DETAIL_LENGTH);
        for (String text : new String[] {
            rejected.getDetail(), rejected.getAccount(), rejected.getSource(), rejected.getId(), rejected.getAction()
        }) {
            assertThat(text == null || UsageLimits.isValidText(text)).isTrue();
        }
        assertThat(Optional.ofNullable(rejected.getOccurredAt()).map(time -> UsageLimits.time("occurredAt", time)))
                .isEmpty();
    }

    /** A topic's record in wire format. */
    static <T extends SpecificRecord> byte[] encoded(TopologyKit kit, Topic topic, T record) {
        return RegistryAvroCodec.<T>of(kit.registry, topic, "").encode(record);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static final List<Topic> INPUTS = List.of(Topic.USAGE_RECORDED, Topic.ACCOUNT_COMMANDS, Topic.RATE_CARD);
}
