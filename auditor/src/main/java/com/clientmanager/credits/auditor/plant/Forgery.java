package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.fold.CommandIndex;
import com.clientmanager.credits.auditor.record.Allocation;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.GrantTerms;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records behind the end of the topics that agree with all that is there, so that nothing but the fault itself
 * can be found.
 */
final class Forgery {
    static final String SOURCE = "/planted";
    private static final Map<String, String> DIMENSIONS = Map.of("campaign", "planted");
    private static final String HOLD = "planted-hold";

    private final FaultContext context;
    private long seq;
    private long available;
    private long overdraft;
    private long spent;
    private int events;
    /** Fields of the entries to come that are wrong. */
    private final Map<String, Object> wrong = new HashMap<>();

    Forgery(FaultContext context) {
        this.context = context;
        this.seq = context.state.seq();
        this.available = context.state.available();
        this.overdraft = context.state.overdraft();
    }

    /** Makes a field of the entries to come wrong. */
    Forgery with(String field, Object value) {
        wrong.put(field, value);
        return this;
    }

    /** A usage event of one quantity, on its topic and processed. */
    RawRecord usage(long quantity) {
        events++;
        return usage(event("event-" + events, quantity));
    }

    RawRecord usage(GenericRecord event) {
        return usage(AvroWriter.encode(sample(context.names.usage()).schemaId(), event));
    }

    RawRecord usage(byte[] value) {
        String topic = context.names.usage();
        RawRecord record = context.facts.append(topic, context.partition, context.now, context.key(), value);
        context.facts.processAll(topic);
        return record;
    }

    GenericRecord event(String id, long quantity) {
        return AvroWriter.record(
                sample(context.names.usage()).record().getSchema(),
                Map.of(
                        "source",
                        SOURCE,
                        "id",
                        id,
                        "account",
                        context.account.id(),
                        "action",
                        context.action,
                        "quantity",
                        quantity,
                        "dimensions",
                        DIMENSIONS,
                        "holdId",
                        HOLD,
                        "occurredAt",
                        context.now));
    }

    private FaultContext.Read sample(String topic) {
        return context.last(topic, fields -> true);
    }

    /** What a charge says; the rest of it is right. */
    record Charge(RawRecord event, String id, long quantity, String version, long unitPrice) {}

    Charge rightCharge(RawRecord event, String id, long quantity) {
        return new Charge(event, id, quantity, context.price.version(), context.price.unitPrice());
    }

    /** Writes a charge that the right grants pay, and answers its place. */
    String charge(Charge charge) {
        BigInteger before = BigInteger.valueOf(spent);
        BigInteger amount = BigInteger.valueOf(charge.quantity()).multiply(BigInteger.valueOf(charge.unitPrice()));
        Map<String, BigInteger> already = new HashMap<>();
        context.account.payersOf(context.now, before).forEach(share -> already.put(share.grant(), share.amount()));
        List<Allocation> payers = context.account.payersOf(context.now, before.add(amount)).stream()
                .map(share -> new Allocation(
                        share.grant(),
                        share.source(),
                        share.amount().subtract(already.getOrDefault(share.grant(), BigInteger.ZERO))))
                .filter(share -> share.amount().signum() > 0)
                .toList();
        return charge(charge, payers);
    }

    String charge(Charge charge, List<Allocation> payers) {
        long amount = charge.quantity() * charge.unitPrice();
        long paid = Allocation.sum(payers).longValueExact();
        spent += paid;
        available -= paid;
        overdraft += amount - paid;
        Map<String, @Nullable Object> fields = cycle();
        fields.put("eventSource", SOURCE);
        fields.put("eventId", charge.id());
        fields.put("action", context.action);
        fields.put("quantity", charge.quantity());
        fields.put("dimensions", DIMENSIONS);
        fields.put("holdId", HOLD);
        fields.put("plan", context.account.planAt(context.now));
        fields.put("unitPriceMicros", charge.unitPrice());
        fields.put("priceVersion", charge.version());
        fields.put("inputOffset", charge.event().offset());
        fields.put(
                "allocations",
                payers.stream()
                        .map(share -> Map.of(
                                "grant", share.grant(),
                                "source", share.source(),
                                "amountMicros", share.amount().longValueExact()))
                        .toList());
        return entry("CHARGE", -amount, fields);
    }

    /** A command, on its topic; issued where {@code auditId} is given. */
    RawRecord command(String id, String type, Map<String, ?> body, @Nullable Long auditId) {
        String topic = context.names.commands();
        FaultContext.Read sample = sample(topic);
        long sequence = nextSequence(topic);
        String field = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        GenericRecord command = AvroWriter.record(
                sample.record().getSchema(),
                Map.of(
                        "commandId",
                        id,
                        "account",
                        context.account.id(),
                        "sequence",
                        sequence,
                        "issuedAt",
                        context.now,
                        "issuedBy",
                        "planted",
                        "type",
                        type,
                        field,
                        body));
        byte[] value = AvroWriter.encode(sample.schemaId(), command);
        if (auditId != null && context.facts.has(Table.ISSUED_COMMAND)) {
            issued(sequence, id, sha256(value), auditId);
        }
        return context.facts.append(topic, context.partition, context.now, context.key(), value);
    }

    private long nextSequence(String topic) {
        CommandIndex book = new CommandIndex(context.names.reader(topic, context.facts));
        long last = 0;
        for (RawRecord record : context.facts.records(topic)) {
            Command command = Arrays.equals(record.key(), context.key()) ? book.read(record) : null;
            last = command == null ? last : Math.max(last, command.sequence());
        }
        return last + 1;
    }

    void issued(long sequence, String id, byte[] sha256, long auditId) {
        context.facts
                .rows(Table.ISSUED_COMMAND)
                .add(new Row(Map.of(
                        "account_id", context.account.id(),
                        "sequence", sequence,
                        "command_id", id,
                        "body_sha256", sha256,
                        "audit_id", auditId)));
    }

    /** GrantCredits as issued, and the grant that the engine made of it; answers the entry's place. */
    String grant(String grantId, String source, long micros, @Nullable Long auditId) {
        String id = "command-of-" + grantId;
        RawRecord command = command(
                id, "GrantCredits", Map.of("grantId", grantId, "source", source, "amountMicros", micros), auditId);
        context.facts.processAll(context.names.commands());
        available += micros;
        Map<String, @Nullable Object> fields = cycle();
        fields.put("commandId", id);
        fields.put("inputOffset", command.offset());
        fields.put("commandSequence", nextSequence(context.names.commands()) - 1);
        fields.put("commandType", "GrantCredits");
        fields.put("grantLeftMicros", micros);
        fields.put("grant", terms(grantId, source, micros));
        return entry("GRANT", micros, fields);
    }

    private Map<String, Object> terms(String grantId, String source, long micros) {
        return Map.of(
                "id",
                grantId,
                "source",
                source,
                "amountMicros",
                micros,
                "effectiveAt",
                context.now,
                "priority",
                GrantTerms.priorityOf(source));
    }

    /** CancelAtCycleEnd and its entry; answers the entry's place. */
    String cancel(String subscription) {
        RawRecord command = command("planted-cancellation", "CancelAtCycleEnd", Map.of("reason", "planted"), null);
        context.facts.processAll(context.names.commands());
        Map<String, @Nullable Object> fields = cycle();
        fields.put("commandId", "planted-cancellation");
        fields.put("commandSequence", nextSequence(context.names.commands()) - 1);
        fields.put("commandType", "CancelAtCycleEnd");
        fields.put("inputOffset", command.offset());
        fields.put("note", "planted");
        fields.put("subscriptionId", subscription);
        fields.put("plan", context.state.plan());
        fields.put("pendingPlan", context.state.pendingPlan());
        fields.put("subscriptionStatus", "CANCELLING");
        return entry("SUBSCRIPTION_CHANGED", 0, fields);
    }

    Map<String, @Nullable Object> cycle() {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("cycle", context.state.cycle());
        fields.put("cycleStart", context.state.cycleStart());
        fields.put("cycleEnd", context.state.cycleEnd());
        return fields;
    }

    /**
     * An entry, numbered and with the figures after it, at the present time unless a field differs; answers its place.
     */
    String entry(String type, long amount, Map<String, @Nullable Object> fields) {
        FaultContext.Read sample = sample(context.names.ledger());
        Schema schema = sample.record().getSchema();
        seq++;
        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("account", context.account.id());
        all.put("seq", seq);
        all.put("type", type);
        all.put("amountMicros", amount);
        all.put("balanceMicros", available - overdraft);
        all.put("availableMicros", available);
        all.put("overdraftMicros", overdraft);
        all.put("occurredAt", context.now);
        all.put("recordedAt", context.now);
        all.putAll(fields);
        all.putAll(wrong);
        byte[] value = AvroWriter.encode(sample.schemaId(), AvroWriter.record(schema, all));
        context.facts.append(context.names.ledger(), context.partition, context.now, context.key(), value);
        return context.account.id() + " entry " + seq + " " + type;
    }

    /** Moves credits in the figures of the next entry. */
    void available(long more) {
        available += more;
    }

    /** SHA-256 of a record's Avro body. */
    static byte[] sha256(byte[] value) {
        return sha256(value, RecordReader.HEADER_BYTES);
    }

    /** SHA-256 of the bytes from an index on. */
    static byte[] sha256(byte[] value, int from) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(value, from, value.length));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
