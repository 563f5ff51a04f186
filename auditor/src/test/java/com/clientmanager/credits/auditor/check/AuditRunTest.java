package com.clientmanager.credits.auditor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.plant.AvroWriter;
import com.clientmanager.credits.auditor.plant.FakeSystem;
import com.clientmanager.credits.auditor.plant.SampleHistory;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
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
    void a_reversal_that_does_not_repeat_the_charge_is_named_with_its_fields() {
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
                .anyMatch(found -> found.contains("does not repeat entry 13: chargeMicros is 5000000, charged 4000000")
                        && found.contains("quantity is null, charged 1")
                        && found.contains("dimensions is {}, charged {campaign=spring, list=a}"));
    }

    @Test
    void a_reversals_entry_that_does_not_repeat_its_command_is_named_with_its_fields() {
        change("credit.ledger.v1", entry -> "REVERSAL".equals(String.valueOf(entry.get("type"))), entry -> {
            entry.put("user", "bob");
            entry.put("quantity", 51L);
            entry.put("reversedOccurredAt", 0L);
        });
        assertThat(system.audit().run().examples(Kind.COMMAND_ENTRY))
                .contains("acct-1 entry 12 REVERSAL: quantity is 51, expected 50; user is bob, expected ann;"
                        + " reversedOccurredAt is 1970-01-01T00:00:00Z, expected 2026-02-14T10:00:00Z");
    }

    @Test
    void R14_the_reversal_of_an_expiry_states_the_grants_terms_and_what_is_left_of_it() {
        change("credit.ledger.v1", entry -> "EXPIRY_REVERSED".equals(String.valueOf(entry.get("type"))), entry -> {
            ((GenericRecord) entry.get("grant")).put("priority", 30);
            entry.put("grantLeftMicros", 7L);
        });
        Findings findings = system.audit().run();
        assertThat(findings.examples(Kind.ALLOCATION))
                .contains("acct-1 entry 5 EXPIRY_REVERSED: grant.priority is 30, expected 10");
        assertThat(findings.examples(Kind.FIGURES))
                .contains("acct-1 entry 5 EXPIRY_REVERSED: grantLeftMicros is 7, counted 8000000");
    }

    @Test
    void a_balance_is_compared_grant_by_grant_and_field_by_field() {
        change("credit.balances.v1", balance -> "acct-1".equals(String.valueOf(balance.get("account"))), balance -> {
            GenericRecord grant = (GenericRecord) ((List<?>) balance.get("grants")).get(1);
            grant.put("name", "another");
            grant.put("priority", 10);
            balance.put("heldMicros", 1L);
            balance.put("policy", "OVERAGE");
        });
        assertThat(system.audit().run().examples(Kind.LIVE_BALANCE))
                .containsExactly("acct-1 at entry 13, credit.balances.v1: heldMicros is 1, counted 0;"
                        + " policy is OVERAGE, counted null; grant promo-1 priority is 10, counted 20;"
                        + " grant promo-1 name is another, counted Named by its command");
    }

    @Test
    void a_record_without_key_and_value_is_no_tick_and_must_be_rejected() {
        RawRecord empty = system.facts.append(system.names.usage(), 0, 0, new byte[0], null);
        assertThat(system.audit().run().examples(Kind.LOST))
                .containsExactly(empty.place() + ": unreadable, yet not rejected");
    }

    @Test
    void a_price_of_an_action_of_the_engine_itself_is_ignored_with_a_notice() {
        byte[] value = system.encode(
                "ActionPrices",
                Map.of(
                        "action",
                        "credits.tick",
                        "unit",
                        "unit",
                        "versions",
                        List.of(Map.of("version", "v", "effectiveFrom", 0L, "unitPriceMicros", 1L))));
        system.raw(system.names.rateCard(), "credits.tick", value);
        Findings findings = system.audit().run();
        assertThat(findings.total()).as(findings.report()).isZero();
        assertThat(findings.noticeCount(AuditRun.HOSTILE_PRICES)).isOne();
    }

    @Test
    void a_changed_row_is_named_with_its_columns() {
        List<Row> rows = system.facts.rows(Table.LEDGER_ENTRY);
        rows.set(
                8,
                rows.get(8)
                        .with("dimensions", "list\u001fb\u001ecampaign\u001fspring")
                        .with("hold_id", null));
        assertThat(system.audit().run().examples(Kind.LEDGER_ROW))
                .singleElement(STRING)
                .startsWith("acct-1 entry 9 CHARGE: dimensions is ")
                .contains("; hold_id is null, on the topic hold-1");
    }

    /** Changes the last fitting record of a topic. */
    private void change(String topic, Predicate<GenericRecord> fits, Consumer<GenericRecord> change) {
        RecordReader reader = system.names.reader(topic, system.schemas);
        List<RawRecord> records = system.facts.records(topic);
        for (int i = records.size() - 1; i >= 0; i--) {
            RawRecord raw = records.get(i);
            GenericRecord record = reader.readGeneric(raw.value());
            if (fits.test(record)) {
                change.accept(record);
                byte[] value = AvroWriter.encode(ByteBuffer.wrap(raw.value()).getInt(1), record);
                records.set(
                        i, new RawRecord(topic, raw.partition(), raw.offset(), raw.timestampMs(), raw.key(), value));
                return;
            }
        }
        throw new AssertionError("no fitting record on " + topic);
    }
}
