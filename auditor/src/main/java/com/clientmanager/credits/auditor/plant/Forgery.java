package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.fold.CommandBook;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.Share;
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

/** Writes records behind the end of the topics that agree with all that is there, so that nothing but the fault itself can be found. */
final class Forgery {
    static final String SOURCE = "/planted";

    private final Stage stage;
    private long seq;
    private long available;
    private long overdraft;
    private long spent;
    private int events;

    Forgery(Stage stage) {
        this.stage = stage;
        this.seq = stage.state.seq();
        this.available = stage.state.available();
        this.overdraft = stage.state.overdraft();
    }

    /** A usage event of one quantity, on its topic and processed. */
    RawRecord usage(long quantity) {
        events++;
        return usage(event("event-" + events, quantity));
    }

    RawRecord usage(GenericRecord event) {
        return usage(Wire.encode(sample(stage.names.usage()).schemaId(), event));
    }

    RawRecord usage(byte[] value) {
        String topic = stage.names.usage();
        RawRecord record = stage.facts.append(topic, stage.partition, stage.now, stage.key(), value);
        stage.facts.processAll(topic);
        return record;
    }

    GenericRecord event(String id, long quantity) {
        return Wire.record(
                sample(stage.names.usage()).record().getSchema(),
                Map.of(
                        "source",
                        SOURCE,
                        "id",
                        id,
                        "account",
                        stage.account.id(),
                        "action",
                        stage.action,
                        "quantity",
                        quantity,
                        "dimensions",
                        Map.of(),
                        "occurredAt",
                        stage.now));
    }

    private Stage.Read sample(String topic) {
        return stage.last(topic, fields -> true);
    }

    /** What a charge says; the rest of it is right. */
    record Charge(RawRecord event, String id, long quantity, String version, long unitPrice) {}

    Charge rightCharge(RawRecord event, String id, long quantity) {
        return new Charge(event, id, quantity, stage.price.version(), stage.price.unitPrice());
    }

    /** Writes a charge that the right grants pay. */
    void charge(Charge charge) {
        BigInteger before = BigInteger.valueOf(spent);
        BigInteger amount = BigInteger.valueOf(charge.quantity()).multiply(BigInteger.valueOf(charge.unitPrice()));
        Map<String, BigInteger> already = new HashMap<>();
        stage.account.payersOf(stage.now, before).forEach(share -> already.put(share.grant(), share.amount()));
        List<Share> payers = stage.account.payersOf(stage.now, before.add(amount)).stream()
                .map(share -> new Share(
                        share.grant(),
                        share.source(),
                        share.amount().subtract(already.getOrDefault(share.grant(), BigInteger.ZERO))))
                .filter(share -> share.amount().signum() > 0)
                .toList();
        charge(charge, payers);
    }

    void charge(Charge charge, List<Share> payers) {
        long amount = charge.quantity() * charge.unitPrice();
        long paid = Share.sum(payers).longValueExact();
        spent += paid;
        available -= paid;
        overdraft += amount - paid;
        Map<String, @Nullable Object> fields = cycle();
        fields.put("eventSource", SOURCE);
        fields.put("eventId", charge.id());
        fields.put("action", stage.action);
        fields.put("quantity", charge.quantity());
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
        line("CHARGE", -amount, fields);
    }

    /** A command, on its topic; issued where {@code auditId} is given. */
    RawRecord command(String id, String type, Map<String, ?> body, @Nullable Long auditId) {
        String topic = stage.names.commands();
        Stage.Read sample = sample(topic);
        long sequence = nextSequence(topic);
        String field = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        GenericRecord command = Wire.record(
                sample.record().getSchema(),
                Map.of(
                        "commandId",
                        id,
                        "account",
                        stage.account.id(),
                        "sequence",
                        sequence,
                        "issuedAt",
                        stage.now,
                        "issuedBy",
                        "planted",
                        "type",
                        type,
                        field,
                        body));
        byte[] value = Wire.encode(sample.schemaId(), command);
        if (auditId != null && stage.facts.has(Table.ISSUED_COMMAND)) {
            issued(sequence, id, sha256(value), auditId);
        }
        return stage.facts.append(topic, stage.partition, stage.now, stage.key(), value);
    }

    private long nextSequence(String topic) {
        CommandBook book = new CommandBook(stage.names.reader(topic, stage.facts));
        long last = 0;
        for (RawRecord record : stage.facts.records(topic)) {
            Command command = Arrays.equals(record.key(), stage.key()) ? book.read(record) : null;
            last = command == null ? last : Math.max(last, command.sequence());
        }
        return last + 1;
    }

    void issued(long sequence, String id, byte[] sha256, long auditId) {
        stage.facts
                .rows(Table.ISSUED_COMMAND)
                .add(new Row(Map.of(
                        "account_id", stage.account.id(),
                        "sequence", sequence,
                        "command_id", id,
                        "body_sha256", sha256,
                        "audit_id", auditId)));
    }

    /** GrantCredits as ordered, and the grant that the engine made of it. */
    void grant(String grantId, String source, long micros, @Nullable Long auditId) {
        String id = "command-of-" + grantId;
        RawRecord command = command(
                id, "GrantCredits", Map.of("grantId", grantId, "source", source, "amountMicros", micros), auditId);
        stage.facts.processAll(stage.names.commands());
        available += micros;
        Map<String, @Nullable Object> fields = cycle();
        fields.put("commandId", id);
        fields.put("inputOffset", command.offset());
        fields.put("grant", Map.of("id", grantId, "source", source, "amountMicros", micros, "effectiveAt", stage.now));
        line("GRANT", micros, fields);
    }

    Map<String, @Nullable Object> cycle() {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("cycle", stage.state.cycle());
        fields.put("cycleStart", stage.state.cycleStart());
        fields.put("cycleEnd", stage.state.cycleEnd());
        return fields;
    }

    /** A line, numbered and with the figures after it; at the present time unless the fields say otherwise. */
    void line(String type, long amount, Map<String, @Nullable Object> fields) {
        Stage.Read sample = sample(stage.names.ledger());
        Schema schema = sample.record().getSchema();
        seq++;
        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("account", stage.account.id());
        all.put("seq", seq);
        all.put("type", type);
        all.put("amountMicros", amount);
        all.put("balanceMicros", available - overdraft);
        all.put("availableMicros", available);
        all.put("overdraftMicros", overdraft);
        all.put("occurredAt", stage.now);
        all.put("recordedAt", stage.now);
        all.putAll(fields);
        byte[] value = Wire.encode(sample.schemaId(), Wire.record(schema, all));
        stage.facts.append(stage.names.ledger(), stage.partition, stage.now, stage.key(), value);
    }

    /** Moves credits in the figures of the next line. */
    void available(long more) {
        available += more;
    }

    /** SHA-256 of a record's Avro body. */
    static byte[] sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(Arrays.copyOfRange(value, RecordReader.HEADER_BYTES, value.length));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
