package com.clientmanager.credits.aggregator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.aggregator.proof.Delivery;
import com.clientmanager.credits.aggregator.proof.Fact;
import com.clientmanager.credits.schemas.CancelAtCycleEnd;
import com.clientmanager.credits.schemas.GrantBalance;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Topic;
import com.clientmanager.credits.schemas.UsageRecorded;
import com.clientmanager.credits.schemas.UsageRejected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the records carry from event and command to entry and balance, and which record is a tick (decision 0028). */
class RecordFieldsTest {
    @Test
    void a_tick_is_a_record_that_lets_time_pass_and_counts_nowhere() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 2_500);
            kit.ledger();
            kit.after(Duration.ofMinutes(1)).tick();

            assertThat(kit.ledger()).isEmpty();
            assertThat(kit.rejections()).isEmpty();
            assertThat(kit.tally.ticks()).isEqualTo(1);
            assertThat(kit.tally.accepted()).isZero();
        }
    }

    @Test
    void R4_no_other_usage_of_the_engines_own_actions_and_no_record_without_a_value_is_a_tick() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 2_500);
            kit.price("credits.tick", 1_000_000);
            kit.use("acct-1", "e-1", "credits.tick", 1);
            kit.use("acct-1", "e-2", "credits.tick", -1);
            kit.use("acct-1", "e-3", "credits.hold", 0);
            kit.sendBytes(Topic.USAGE_RECORDED, null, null);

            assertThat(kit.tally.pricesLeftOut()).isEqualTo(1);
            assertThat(kit.tally.ticks()).isZero();
            assertThat(kit.rejections())
                    .extracting(UsageRejected::getReason)
                    .containsExactly("UNKNOWN_ACTION", "QUANTITY_NOT_POSITIVE", "QUANTITY_NOT_POSITIVE", "UNREADABLE");
        }
    }

    @Test
    void a_charge_carries_what_its_event_says_and_the_plan_and_its_reversal_carries_it_on() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 2_500);
            UsageRecorded event = TopologyKit.usage("acct-1", "e-1", "sms.send", 3, kit.now());
            event.setDimensions(Map.of("workflow", "nurture", "campaign", "july ✓", "channel", ""));
            event.setHoldId("hold-1");
            kit.send(Topic.USAGE_RECORDED, "acct-1", event);
            LedgerEntryPosted charge = kit.ledger().getLast();
            TopologyCommands orders = new TopologyCommands(Map.of("acct-1", List.of(charge)));
            kit.after(Duration.ofHours(1));
            var reversal = new Delivery(kit.now(), "acct-1", new Fact.HasReversed("e-1"), 2, kit.now());
            kit.send(Topic.ACCOUNT_COMMANDS, "acct-1", orders.of(reversal).orElseThrow());
            LedgerEntryPosted back = kit.ledger().getFirst();

            assertThat(charge.getPlan()).isEqualTo("growth");
            assertThat(charge.getCommandSequence()).isNull();
            for (LedgerEntryPosted entry : List.of(charge, back)) {
                assertThat(entry.getDimensions()).isEqualTo(event.getDimensions());
                assertThat(entry.getHoldId()).isEqualTo("hold-1");
                assertThat(entry.getUser()).isEqualTo("u-1");
                assertThat(entry.getQuantity()).isEqualTo(3);
            }
            assertThat(back.getType()).isEqualTo("REVERSAL");
            assertThat(back.getReversedOccurredAt()).isEqualTo(charge.getOccurredAt());
            assertThat(back.getCommandSequence()).isEqualTo(2);
            assertThat(back.getCommandType()).isEqualTo("ReverseCharge");
            assertThat(back.getPlan()).isNull();
        }
    }

    @Test
    void a_grant_has_its_commands_note_as_name_and_an_entry_the_reason_that_was_given() {
        try (TopologyKit kit = new TopologyKit()) {
            kit.open("acct-1", 2_500);
            kit.grant("acct-1", "g-1", 100);
            kit.command(
                    "acct-1",
                    "CancelAtCycleEnd",
                    command -> command.setCancelAtCycleEnd(new CancelAtCycleEnd("too dear")));
            kit.command("acct-1", "WithdrawCancellation", command -> {});
            List<LedgerEntryPosted> entries = kit.ledger();

            assertThat(entries.get(1).getGrant().getName()).isEqualTo("pack");
            assertThat(entries.get(1).getGrant().getPriority()).isEqualTo(30);
            assertThat(entries.get(1).getGrantLeftMicros()).isEqualTo(100_000_000);
            assertThat(entries.get(2).getNote()).isEqualTo("too dear");
            assertThat(entries.get(3).getNote()).isEqualTo("Cancellation withdrawn");
            assertThat(kit.balances().getLast().getGrants())
                    .extracting(GrantBalance::getName)
                    .containsExactly(null, "pack");
        }
    }
}
