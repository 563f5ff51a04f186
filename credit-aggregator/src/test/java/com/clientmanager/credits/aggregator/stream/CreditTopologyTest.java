package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.clientmanager.credits.aggregator.stream.store.IdentityReader;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageLimits;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreditTopologyTest {
    @Test
    void the_topology_is_the_committed_one() throws Exception {
        AggregatorConfig config = AggregatorConfig.of(
                new AggregatorConfig.Cluster("unused:1", "mock://unused", "", "credit-aggregator", Path.of("target")),
                1);
        StepSetup setup = new StepSetup(
                config, Wires.of(TopologyKit.deployed(), "", id -> false), new Tally(), PartitionWatch.NOBODY, 1);

        String described = new CreditTopology(setup, new IdentityReader())
                .build()
                .describe()
                .toString();

        assertThat(described.strip())
                .as("a changed topology changes task ids or changelogs: src/test/resources/topology.txt")
                .isEqualTo(Files.readString(Path.of("src/test/resources/topology.txt"))
                        .strip());
    }

    @Test
    void usage_is_charged_and_the_balance_is_told() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 2_500);
            kit.after(Duration.ofMinutes(1)).use("acct-1", "e-1", "sms.send", 3);

            List<LedgerEntryPosted> lines = kit.ledger();
            assertThat(lines)
                    .extracting(
                            LedgerEntryPosted::getSeq, LedgerEntryPosted::getType, LedgerEntryPosted::getAmountMicros)
                    .endsWith(tuple((long) lines.size(), "CHARGE", -12_000_000L));
            assertThat(lines.getLast().getEventId()).isEqualTo("e-1");
            assertThat(lines.getLast().getInputOffset()).isZero();
            assertThat(lines.getLast().getRecordedAt()).isEqualTo(kit.now());
            AccountBalance balance = kit.balances().getLast();
            assertThat(balance.getAvailableMicros()).isEqualTo(2_488_000_000L);
            assertThat(balance.getLedgerSeq()).isEqualTo(lines.getLast().getSeq());
            assertThat(kit.rejections()).isEmpty();
        }
    }

    @Test
    void a_bundle_is_charged_as_its_records_would_have_been() {
        try (TopologyKit one = new TopologyKit();
                TopologyKit many = new TopologyKit()) {
            for (TopologyKit kit : List.of(one, many)) {
                kit.open("acct-1", 2_500);
                kit.after(Duration.ofMinutes(1));
            }
            List<UsageRecorded> events = List.of(
                    TopologyKit.usage("acct-1", "e-1", "sms.send", 3, one.now()),
                    TopologyKit.usage("acct-1", "e-1", "sms.send", 3, one.now()),
                    TopologyKit.usage("acct-1", "e-2", "no.such", 1, one.now()),
                    TopologyKit.usage("acct-1", "e-3", "sms.send", 800, one.now()));
            events.forEach(event -> one.send(Topic.USAGE_RECORDED, "acct-1", event));
            many.useTogether("acct-1", events);

            List<LedgerEntryPosted> lines = one.ledger();
            assertThat(lines).extracting(LedgerEntryPosted::getEventId).endsWith("e-1", "e-3");
            assertThat(many.ledger()).isEqualTo(lines);
            assertThat(many.balances().getLast()).isEqualTo(one.balances().getLast());
            assertThat(one.rejections()).extracting(UsageRejected::getOffset).containsExactly(2L);
            assertThat(many.rejections()).extracting(UsageRejected::getOffset).containsExactly(2L);
            assertThat(many.tally.accepted()).isEqualTo(4).isEqualTo(one.tally.accepted());
        }
    }

    @Test
    void R2_a_second_copy_is_only_counted_and_a_conflict_is_kept() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 2_500);
            kit.use("acct-1", "e-1", "sms.send", 3);
            kit.ledger();
            kit.after(Duration.ofDays(2)).use("acct-1", "e-1", "sms.send", 3);
            assertThat(kit.ledger()).isEmpty();
            kit.use("acct-1", "e-1", "sms.send", 4);

            assertThat(kit.ledger()).isEmpty();
            assertThat(kit.tally.duplicates()).isEqualTo(1);
            assertThat(kit.rejections()).singleElement().satisfies(rejected -> {
                assertThat(rejected.getReason()).isEqualTo("CONFLICT");
                assertThat(rejected.getRejectionId()).isEqualTo("usage.recorded.v1-0-2");
                assertThat(rejected.getDetail()).endsWith("is known with another action or quantity");
            });
        }
    }

    @Test
    void R2_the_same_source_and_id_for_accounts_of_one_partition_are_as_many_events() {
        try (TopologyKit kit = new TopologyKit()) {
            for (int i = 1; i <= 3; i++) {
                kit.open("acct-" + i, 2_500);
                kit.use("acct-" + i, "e-1", "sms.send", i);
            }
            for (int i = 1; i <= 3; i++) {
                kit.use("acct-" + i, "e-1", "sms.send", i);
            }

            assertThat(kit.ledger())
                    .filteredOn(line -> line.getType().equals("CHARGE"))
                    .extracting(LedgerEntryPosted::getQuantity)
                    .containsExactly(1L, 2L, 3L);
            assertThat(kit.tally.duplicates()).isEqualTo(3);
            assertThat(kit.rejections()).isEmpty();
        }
    }

    @Test
    void R3_R4_what_cannot_be_charged_is_kept_whole_with_its_reason() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 2_500);
            kit.at(TopologyKit.START.plus(Duration.ofDays(60)));
            kit.ledger();
            Instant now = kit.now();
            kit.use("acct-2", "e-1", "sms.send", 1);
            kit.use("acct-1", "e-2", "no.such", 1);
            kit.use("acct-1", "e-3", "sms.send", 0);
            kit.send(
                    Topic.USAGE_RECORDED,
                    "acct-1",
                    TopologyKit.usage("acct-1", "e-4", "sms.send", 1, now.plusSeconds(301)));
            kit.send(
                    Topic.USAGE_RECORDED,
                    "acct-1",
                    TopologyKit.usage(
                            "acct-1",
                            "e-5",
                            "sms.send",
                            1,
                            now.minus(Duration.ofDays(35)).minusMillis(1)));
            kit.send(Topic.USAGE_RECORDED, "acct-1", TopologyKit.usage("acct-2", "e-6", "sms.send", 1, now));
            kit.use("acct-1", "e-7", "sms.send", UsageLimits.MAX_QUANTITY);
            byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
            kit.sendBytes(Topic.USAGE_RECORDED, new byte[] {(byte) 0xff}, garbage);
            kit.sendBytes(Topic.USAGE_RECORDED, null, null);

            List<UsageRejected> rejections = kit.rejections();
            assertThat(rejections)
                    .extracting(UsageRejected::getReason)
                    .containsExactly(
                            "UNKNOWN_ACCOUNT",
                            "UNKNOWN_ACTION",
                            "QUANTITY_NOT_POSITIVE",
                            "IN_THE_FUTURE",
                            "TOO_LATE",
                            "KEY_MISMATCH",
                            "AMOUNT_OVERFLOW",
                            "UNREADABLE",
                            "UNREADABLE");
            assertThat(rejections.get(7).getValue().array()).isEqualTo(garbage);
            assertThat(rejections.get(7).getKey().array()).isEqualTo(new byte[] {(byte) 0xff});
            assertThat(rejections.get(7).getAccount()).isNull();
            assertThat(rejections)
                    .allSatisfy(rejected -> assertThat(rejected.getAppendedAt()).isEqualTo(now));
            assertThat(kit.tally.accepted()).isEqualTo(9);
        }
    }

    @Test
    void R4_a_refused_event_can_be_charged_once_when_it_is_replayed() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.use("acct-1", "e-1", "sms.send", 1);
            byte[] original = kit.rejections().getFirst().getValue().array();
            kit.open("acct-1", 2_500);
            kit.ledger();
            kit.after(Duration.ofHours(1))
                    .sendBytes(Topic.USAGE_RECORDED, "acct-1".getBytes(StandardCharsets.UTF_8), original);
            kit.sendBytes(Topic.USAGE_RECORDED, "acct-1".getBytes(StandardCharsets.UTF_8), original);

            assertThat(kit.ledger()).extracting(LedgerEntryPosted::getType).containsExactly("CHARGE");
            assertThat(kit.tally.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void R13_an_account_nobody_touches_is_renewed_when_the_log_says_that_its_time_has_come() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 2_500);
            AccountBalance opened = kit.balances().getLast();
            kit.ledger();
            kit.at(opened.getCycleEnd().minusMillis(1)).tick();
            assertThat(kit.ledger()).isEmpty();
            kit.at(opened.getCycleEnd().plusSeconds(3)).tick();

            List<LedgerEntryPosted> lines = kit.ledger();
            assertThat(lines).extracting(LedgerEntryPosted::getType).contains("EXPIRY", "GRANT");
            assertThat(lines).allSatisfy(line -> {
                assertThat(line.getRecordedAt()).isEqualTo(opened.getCycleEnd());
                assertThat(line.getInputOffset()).isNull();
            });
            assertThat(kit.balances().getLast().getCycle()).isEqualTo(1);
            kit.after(Duration.ofSeconds(5)).tick();
            assertThat(kit.ledger()).isEmpty();
        }
    }

    @Test
    void a_command_is_obeyed_once_and_a_bad_one_is_kept() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.grant("acct-1", "g-0", 100);
            kit.open("acct-1", 2_500);
            kit.grant("acct-1", "g-1", 100);
            kit.command("acct-1", "NoSuchThing", command -> {});

            assertThat(kit.rejections())
                    .extracting(UsageRejected::getReason)
                    .containsExactly("UNKNOWN_ACCOUNT", "COMMAND_UNREADABLE");
            assertThat(kit.ledger()).extracting(LedgerEntryPosted::getCommandId).contains("acct-1-c2", "acct-1-c3");
            assertThat(kit.balances().getLast().getAvailableMicros()).isEqualTo(2_600_000_000L);
        }
    }

    @Test
    void I5_two_runs_write_the_same_bytes() {
        assertThat(bytesOfARun()).isEqualTo(bytesOfARun());
    }

    private static List<String> bytesOfARun() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 10);
            for (int i = 0; i < 50; i++) {
                kit.after(Duration.ofDays(1)).use("acct-1", "e-" + i, "sms.send", i % 3 + 1);
            }
            return kit.raw(Topic.CREDIT_LEDGER).stream()
                    .map(record -> Arrays.toString(record.getValue()) + record.timestamp())
                    .toList();
        }
    }
}
