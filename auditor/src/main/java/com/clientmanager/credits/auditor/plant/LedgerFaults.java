package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Faults on the ledger itself and on the balances. */
final class LedgerFaults {
    private static final long MONTH_MS = 30L * 86_400_000;

    private LedgerFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("entry-missing", Kind.NUMBER_GAP, LedgerFaults::missingEntry),
                new Fault("entry-doubled", Kind.NUMBER_GAP, LedgerFaults::doubledEntry),
                new Fault("expiry-missing", Kind.DUE_MISSING, LedgerFaults::missingExpiry),
                new Fault("allowance-missing", Kind.DUE_MISSING, LedgerFaults::missingAllowance),
                new Fault("wrong-balance", Kind.LIVE_BALANCE, stage -> wrongBalance(stage, micros -> micros + 1)),
                new Fault("balance-of-no-entry", Kind.LIVE_BALANCE, LedgerFaults::balanceOfNoEntry));
    }

    /** One of the account's lines, with lines after it. */
    private static Stage.Read lineOf(Stage stage) {
        long last = stage.state.seq();
        return stage.last(
                stage.names.ledger(),
                line -> line.text("account").equals(stage.account.id()) && (line.number("seq") < last || last == 1));
    }

    private static String missingEntry(Stage stage) {
        Forgery forgery = new Forgery(stage);
        forgery.charge(forgery.rightCharge(forgery.usage(1), "event-1", 1));
        List<RawRecord> ledger = stage.facts.records(stage.names.ledger());
        ledger.remove(lineOf(stage).index());
        return stage.account.id();
    }

    private static String doubledEntry(Stage stage) {
        RawRecord line = lineOf(stage).raw();
        byte[] value = line.value();
        stage.facts.append(stage.names.ledger(), stage.partition, line.timestampMs(), stage.key(), value);
        return stage.account.id();
    }

    /** The next cycle's allowance without the expiry of what is left of the running one's: the figures agree all the same. */
    private static String missingExpiry(Stage stage) {
        GenericRecord line = allowanceOf(stage);
        GenericRecord terms = (GenericRecord) line.get("grant");
        long end = running(stage, stage.state.cycleEnd());
        long next = running(stage, stage.state.cycle()) + 1;
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("occurredAt", end);
        fields.put("recordedAt", end);
        fields.put("subscriptionId", line.get("subscriptionId"));
        fields.put("plan", stage.state.plan());
        fields.put("subscriptionStatus", stage.state.status());
        fields.put("cycle", next);
        fields.put("cycleStart", end);
        fields.put("cycleEnd", end + MONTH_MS);
        Map<String, Object> granted = asMap(terms);
        granted.put("id", line.get("subscriptionId") + ":" + next);
        granted.put("effectiveAt", end);
        granted.put("expiresAt", end + MONTH_MS);
        fields.put("grant", granted);
        Forgery forgery = new Forgery(stage);
        long amount = (Long) terms.get("amountMicros");
        forgery.available(amount);
        forgery.line("GRANT", amount, fields);
        return stage.account.id() + ": EXPIRY";
    }

    /** The expiry of the running allowance, and a line of a moment later, without the next allowance between them. */
    private static String missingAllowance(Stage stage) {
        GenericRecord terms = (GenericRecord) allowanceOf(stage).get("grant");
        long left = stage.state.left().getOrDefault(String.valueOf(terms.get("id")), 0L);
        long end = running(stage, stage.state.cycleEnd());
        Forgery forgery = new Forgery(stage);
        Map<String, @Nullable Object> fields = forgery.cycle();
        fields.put("occurredAt", end);
        fields.put("recordedAt", end);
        fields.put("grant", asMap(terms));
        forgery.available(-left);
        forgery.line("EXPIRY", -left, fields);
        forgery.line("CYCLE_STARTED", 0, new HashMap<>(Map.of("occurredAt", end + 1, "recordedAt", end + 1)));
        return stage.account.id() + ": GRANT";
    }

    private static long running(Stage stage, @Nullable Long number) {
        if (number == null) {
            throw new CannotPlantException("account " + stage.account.id() + " has no running cycle");
        }
        return number;
    }

    /** The line that granted the running allowance. */
    private static GenericRecord allowanceOf(Stage stage) {
        return stage.last(
                        stage.names.ledger(),
                        line -> line.text("account").equals(stage.account.id())
                                && line.text("type").equals("GRANT")
                                && line.child("grant").text("source").equals("ALLOWANCE"))
                .record();
    }

    private static Map<String, Object> asMap(GenericRecord record) {
        Map<String, Object> map = new HashMap<>();
        record.getSchema().getFields().forEach(field -> {
            if (record.get(field.name()) != null) {
                map.put(field.name(), record.get(field.name()));
            }
        });
        return map;
    }

    private static String wrongBalance(Stage stage, LongUnaryOperator change) {
        String topic = stage.names.balances();
        Stage.Read balance = stage.last(topic, fields -> fields.text("account").equals(stage.account.id()));
        long micros = (Long) balance.record().get("availableMicros");
        balance.record().put("availableMicros", change.applyAsLong(micros));
        stage.replace(topic, balance, Wire.encode(balance.schemaId(), balance.record()));
        return stage.account.id();
    }

    /** A balance of an account that the ledger has no line of. */
    private static String balanceOfNoEntry(Stage stage) {
        String topic = stage.names.balances();
        Stage.Read balance = stage.last(topic, fields -> fields.text("account").equals(stage.account.id()));
        balance.record().put("account", "planted-account");
        stage.facts.append(
                topic,
                stage.partition,
                stage.now,
                "planted-account".getBytes(StandardCharsets.UTF_8),
                Wire.encode(balance.schemaId(), balance.record()));
        return "planted-account";
    }
}
