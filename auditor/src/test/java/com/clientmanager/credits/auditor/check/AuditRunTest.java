package com.clientmanager.credits.auditor.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.plant.FakeSystem;
import com.clientmanager.credits.auditor.plant.SampleHistory;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuditRunTest {
    private final FakeSystem system = SampleHistory.create();

    @Test
    void a_true_history_has_no_difference() {
        Findings findings = system.audit().run();
        assertThat(findings.total()).as(findings.report()).isZero();
    }

    @Test
    void R2_one_source_and_id_on_two_accounts_is_a_notice_and_no_difference() {
        Findings findings = system.audit().run();
        assertThat(findings.noticeCount(ChargeIndex.SHARED_IDENTITY)).isOne();
        assertThat(findings.report()).contains("acct-2 entry 2 CHARGE, event /crm e-1");
    }

    @Test
    void garbage_on_any_topic_is_named_or_passed_over_and_ends_nothing() {
        Random random = new Random(14);
        for (String topic : List.of(
                system.names.usage(),
                system.names.commands(),
                system.names.ledger(),
                system.names.balances(),
                system.names.rejected(),
                system.names.rateCard())) {
            for (int n = 0; n < 200; n++) {
                byte[] noise = new byte[random.nextInt(64)];
                random.nextBytes(noise);
                if (noise.length > 5) {
                    ByteBuffer.wrap(noise).put(0, (byte) 0).putInt(1, 1 + random.nextInt(7));
                }
                system.raw(topic, "acct-1", noise);
            }
        }
        Findings findings = system.audit().run();
        assertThat(findings.count(Kind.LOST)).isEqualTo(200);
        assertThat(findings.count(Kind.COMMAND_LOST)).isEqualTo(200);
        assertThat(findings.count(Kind.UNREADABLE)).isEqualTo(600);
    }

    @Test
    void a_ledger_of_hostile_numbers_is_named_and_ends_nothing() {
        List<RawRecord> ledger = system.facts.records(system.names.ledger());
        Random random = new Random(15);
        for (int n = 0; n < 300; n++) {
            byte[] value = ledger.get(random.nextInt(16)).value().clone();
            for (int i = 0; i < 3; i++) {
                value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt();
            }
            system.raw(system.names.ledger(), "acct-1", value);
        }
        assertThat(system.audit().run().total()).isGreaterThan(300);
    }

    @Test
    void a_command_that_waits_in_the_outbox_is_no_difference() {
        RawRecord sent = system.command("acct-1", "later", "2026-02-15T11:00:00Z", "CancelAtCycleEnd", Map.of());
        system.facts.records(system.names.commands()).remove(sent);
        assertThat(system.audit().run().count(Kind.COMMAND_NOT_SENT)).isOne();
        system.facts.rows(Table.OUTBOX).add(new Row(Map.of("topic", "ACCOUNT_COMMANDS", "record_key", sent.key())));
        assertThat(system.audit().run().total()).isZero();
    }

    @Test
    void a_reversal_that_says_something_else_than_the_charge_is_named() {
        system.command(
                "acct-1",
                "reverse-13",
                "2026-02-15T12:00:00Z",
                "ReverseCharge",
                Map.of(
                        "seq",
                        13L,
                        "chargeMicros",
                        5_000_000L,
                        "allocations",
                        List.of(),
                        "occurredAt",
                        FakeSystem.at("2026-02-15T10:00:00Z"),
                        "reason",
                        "test"));
        RawRecord command = system.facts.records(system.names.commands()).getLast();
        system.entry(
                "acct-1",
                "REVERSAL",
                5,
                0,
                Map.of(
                        "commandId",
                        "reverse-13",
                        "inputOffset",
                        command.offset(),
                        "occurredAt",
                        command.timestampMs(),
                        "reverses",
                        13L));
        assertThat(system.audit().run().examples(Kind.COMMAND_ENTRY))
                .anyMatch(said -> said.contains("gives back something else than entry 13 charged"));
    }
}
