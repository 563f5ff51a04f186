package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Balance;
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
                new Fault("wrong-grant-left", Kind.FIGURES, LedgerFaults::wrongGrantLeft),
                new Fault("wrong-grant-priority", Kind.COMMAND_ENTRY, LedgerFaults::wrongGrantPriority),
                new Fault("wrong-pending-plan", Kind.COMMAND_ENTRY, LedgerFaults::wrongPendingPlan),
                new Fault("wrong-balance", Kind.LIVE_BALANCE, context -> wrongBalance(context, micros -> micros + 1)),
                new Fault("balance-of-no-entry", Kind.LIVE_BALANCE, LedgerFaults::balanceOfNoEntry));
    }

    /** One of the account's entries, with entries after it. */
    private static FaultContext.Read lineOf(FaultContext context) {
        long last = context.state.seq();
        return context.last(
                context.names.ledger(),
                entry -> entry.text("account").equals(context.account.id())
                        && (entry.number("seq") < last || last == 1));
    }

    private static String missingEntry(FaultContext context) {
        Forgery forgery = new Forgery(context);
        forgery.charge(forgery.rightCharge(forgery.usage(1), "event-1", 1));
        List<RawRecord> ledger = context.facts.records(context.names.ledger());
        ledger.remove(lineOf(context).index());
        return context.account.id();
    }

    /** All figures of the account agree, but not what the entry has of its own grant. */
    private static String wrongGrantLeft(FaultContext context) {
        Forgery forgery = new Forgery(context).with("grantLeftMicros", 1_999_999L);
        return forgery.grant("planted-grant", "PROMOTIONAL", 2_000_000, null) + ": grantLeftMicros is 1999999";
    }

    private static String wrongGrantPriority(FaultContext context) {
        Map<String, Object> terms = Map.of(
                "id",
                "planted-grant",
                "source",
                "PROMOTIONAL",
                "amountMicros",
                2_000_000L,
                "effectiveAt",
                context.now,
                "priority",
                10);
        Forgery forgery = new Forgery(context).with("grant", terms);
        return forgery.grant("planted-grant", "PROMOTIONAL", 2_000_000, null) + ": grant.priority is 10";
    }

    /** A cancellation, its entry right but for a plan that was never scheduled. */
    private static String wrongPendingPlan(FaultContext context) {
        Forgery forgery = new Forgery(context).with("pendingPlan", "planted-plan");
        return forgery.cancel(subscriptionOf(context)) + ": pendingPlan is planted-plan";
    }

    static String subscriptionOf(FaultContext context) {
        return String.valueOf(allowanceOf(context).get("subscriptionId"));
    }

    private static String doubledEntry(FaultContext context) {
        RawRecord entry = lineOf(context).raw();
        byte[] value = entry.value();
        context.facts.append(context.names.ledger(), context.partition, entry.timestampMs(), context.key(), value);
        return context.account.id();
    }

    /**
     * The next cycle's allowance without the expiry of what is left of the running one's: the figures agree all the
     * same.
     */
    private static String missingExpiry(FaultContext context) {
        GenericRecord entry = allowanceOf(context);
        GenericRecord terms = (GenericRecord) entry.get("grant");
        long end = running(context, context.state.cycleEnd());
        long next = running(context, context.state.cycle()) + 1;
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("occurredAt", end);
        fields.put("recordedAt", end);
        fields.put("subscriptionId", entry.get("subscriptionId"));
        fields.put("plan", context.state.plan());
        fields.put("subscriptionStatus", context.state.status());
        fields.put("cycle", next);
        fields.put("cycleStart", end);
        fields.put("cycleEnd", end + MONTH_MS);
        Map<String, Object> granted = asMap(terms);
        granted.put("id", entry.get("subscriptionId") + ":" + next);
        granted.put("effectiveAt", end);
        granted.put("expiresAt", end + MONTH_MS);
        fields.put("grant", granted);
        fields.put("grantLeftMicros", terms.get("amountMicros"));
        Forgery forgery = new Forgery(context);
        long amount = (Long) terms.get("amountMicros");
        forgery.available(amount);
        forgery.entry("GRANT", amount, fields);
        return context.account.id() + ": EXPIRY";
    }

    /** The expiry of the running allowance, and an entry of a moment later, without the next allowance between them. */
    private static String missingAllowance(FaultContext context) {
        GenericRecord terms = (GenericRecord) allowanceOf(context).get("grant");
        long left = leftOf(context, String.valueOf(terms.get("id")));
        long end = running(context, context.state.cycleEnd());
        Forgery forgery = new Forgery(context);
        Map<String, @Nullable Object> fields = forgery.cycle();
        fields.put("occurredAt", end);
        fields.put("recordedAt", end);
        fields.put("grant", asMap(terms));
        fields.put("grantLeftMicros", 0L);
        forgery.available(-left);
        forgery.entry("EXPIRY", -left, fields);
        forgery.entry("CYCLE_STARTED", 0, new HashMap<>(Map.of("occurredAt", end + 1, "recordedAt", end + 1)));
        return context.account.id() + ": GRANT";
    }

    private static long leftOf(FaultContext context, String grant) {
        Balance.GrantState state = context.state.grants().get(grant);
        return state == null ? 0 : state.left();
    }

    private static long running(FaultContext context, @Nullable Long number) {
        if (number == null) {
            throw new CannotPlantException("account " + context.account.id() + " has no running cycle");
        }
        return number;
    }

    /** The entry that granted the running allowance. */
    private static GenericRecord allowanceOf(FaultContext context) {
        return context.last(
                        context.names.ledger(),
                        entry -> entry.text("account").equals(context.account.id())
                                && entry.text("type").equals("GRANT")
                                && entry.child("grant").text("source").equals("ALLOWANCE"))
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

    private static String wrongBalance(FaultContext context, LongUnaryOperator change) {
        String topic = context.names.balances();
        FaultContext.Read balance =
                context.last(topic, fields -> fields.text("account").equals(context.account.id()));
        long micros = (Long) balance.record().get("availableMicros");
        balance.record().put("availableMicros", change.applyAsLong(micros));
        context.replace(topic, balance, AvroWriter.encode(balance.schemaId(), balance.record()));
        return context.account.id();
    }

    /** A balance of an account that the ledger has no entry of. */
    private static String balanceOfNoEntry(FaultContext context) {
        String topic = context.names.balances();
        FaultContext.Read balance =
                context.last(topic, fields -> fields.text("account").equals(context.account.id()));
        balance.record().put("account", "planted-account");
        context.facts.append(
                topic,
                context.partition,
                context.now,
                "planted-account".getBytes(StandardCharsets.UTF_8),
                AvroWriter.encode(balance.schemaId(), balance.record()));
        return "planted-account";
    }
}
