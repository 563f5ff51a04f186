package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.check.AuditRun;
import com.clientmanager.credits.auditor.check.Facts;
import com.clientmanager.credits.auditor.record.LedgerLine;
import com.clientmanager.credits.auditor.record.Topics;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;

/** A small system on paper: topics and tables that agree with each other, written by Avro's own classes. Amounts are whole credits. */
public final class World {
    static final long CREDIT = 1_000_000;

    public final Topics names = new Topics("");
    public final OurSchemas schemas = new OurSchemas();
    public final Recording facts = new Recording(schemas);
    private final Map<String, long[]> figures = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    public World() {
        for (Table table : Table.values()) {
            facts.rows(table);
        }
    }

    public static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    public AuditRun audit() {
        facts.processAll(names.usage());
        facts.processAll(names.commands());
        return new AuditRun(new Facts(names, facts, facts, facts, 35), nowhere());
    }

    public Facts asFacts() {
        return new Facts(names, facts, facts, facts, 35);
    }

    static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    public byte[] encode(String name, Map<String, ?> fields) {
        return Wire.encode(schemas.id(name), Wire.record(schemas.schema(name), fields));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A version of an action's price; the record on the topic has all of them. */
    public void price(String action, String version, long unit, String plan) {
        Map<String, Object> row = new HashMap<>(
                Map.of("action", action, "unit", "unit", "version", version, "unit_price_micros", unit * CREDIT));
        row.put("effective_from", 0L);
        row.put("known_from", 0L);
        if (plan != null) {
            row.put("plan", plan);
        }
        facts.rows(Table.PRICE_VERSION).add(new Row(row));
        List<Map<String, Object>> versions = facts.rows(Table.PRICE_VERSION).stream()
                .filter(one -> one.text("action").equals(action))
                .map(World::version)
                .toList();
        byte[] value = encode("ActionPrices", Map.of("action", action, "unit", "unit", "versions", versions));
        facts.append(names.rateCard(), 0, 0, utf8(action), value);
    }

    private static Map<String, Object> version(Row row) {
        Map<String, Object> version = new HashMap<>(Map.of(
                "version", row.text("version"),
                "effectiveFrom", row.number("effective_from"),
                "knownFrom", row.number("known_from"),
                "unitPriceMicros", row.number("unit_price_micros")));
        if (row.textOrNull("plan") != null) {
            version.put("plan", row.text("plan"));
        }
        return version;
    }

    /** A command as issued and sent; its place is its offset. */
    public RawRecord command(String account, String id, String time, String type, Map<String, ?> body) {
        long sequence = sequences.merge(account, 1L, Long::sum);
        byte[] value = encode(
                "AccountCommand",
                Map.of(
                        "commandId",
                        id,
                        "account",
                        account,
                        "sequence",
                        sequence,
                        "issuedAt",
                        at(time),
                        "issuedBy",
                        "test",
                        "type",
                        type,
                        Character.toLowerCase(type.charAt(0)) + type.substring(1),
                        body));
        Map<String, Object> row = new HashMap<>(Map.of(
                "account_id", account,
                "sequence", sequence,
                "command_id", id,
                "body_sha256", Forgery.sha256(value)));
        if ("PROMOTIONAL".equals(body.get("source"))) {
            long audit = facts.rows(Table.AUDIT).size() + 1L;
            facts.rows(Table.AUDIT)
                    .add(new Row(Map.of(
                            "id",
                            audit,
                            "account_id",
                            account,
                            "grant_id",
                            body.get("grantId"),
                            "amount",
                            Long.toString((Long) body.get("amountMicros") / CREDIT))));
            row.put("audit_id", audit);
        }
        facts.rows(Table.ISSUED_COMMAND).add(new Row(row));
        return facts.append(names.commands(), 0, at(time), utf8(account), value);
    }

    public void payment(String account, String id, String credits) {
        facts.rows(Table.PAYMENT).add(new Row(Map.of("id", id, "account_id", account, "credits", credits)));
    }

    /** A usage event; {@code what}: id, action, quantity. */
    public RawRecord usage(String account, String id, String action, long quantity, String occurred, String appended) {
        byte[] value = encode(
                "UsageRecorded",
                Map.of(
                        "source", "/crm",
                        "id", id,
                        "account", account,
                        "action", action,
                        "quantity", quantity,
                        "dimensions", Map.of(),
                        "occurredAt", at(occurred)));
        return facts.append(names.usage(), 0, at(appended), utf8(account), value);
    }

    public RawRecord raw(String topic, String key, byte[] value) {
        return facts.append(topic, 0, at("2026-02-15T10:00:00Z"), utf8(key), value);
    }

    public void reject(RawRecord record, String reason) {
        byte[] value = encode(
                "UsageRejected",
                Map.of(
                        "rejectionId", record.place(),
                        "reason", reason,
                        "detail", "test",
                        "topic", record.topic(),
                        "partition", record.partition(),
                        "offset", record.offset(),
                        "appendedAt", record.timestampMs(),
                        "value", ByteBuffer.wrap(record.value())));
        facts.append(names.rejected(), 0, record.timestampMs(), record.key(), value);
    }

    /** A line that moves credits: {@code available} and {@code overdraft} by how much. */
    public void line(String account, String type, long available, long overdraft, Map<String, ?> fields) {
        long[] now = figures.computeIfAbsent(account, a -> new long[3]);
        now[0]++;
        now[1] += available * CREDIT;
        now[2] += overdraft * CREDIT;
        Map<String, Object> all = new HashMap<>(Map.of(
                "account",
                account,
                "seq",
                now[0],
                "type",
                type,
                "amountMicros",
                (available - overdraft) * CREDIT,
                "balanceMicros",
                now[1] - now[2],
                "availableMicros",
                now[1],
                "overdraftMicros",
                now[2]));
        all.putAll(fields);
        all.putIfAbsent("recordedAt", all.get("occurredAt"));
        GenericRecord record = Wire.record(schemas.schema("LedgerEntryPosted"), all);
        byte[] value = Wire.encode(schemas.id("LedgerEntryPosted"), record);
        facts.append(names.ledger(), 0, (Long) all.get("recordedAt"), utf8(account), value);
        row(LedgerLine.of(new Fields(record)));
    }

    /** The line's row, and ledger_head with it. */
    private void row(LedgerLine line) {
        Map<String, Object> row = new HashMap<>();
        row.put("account_id", line.account());
        row.put("seq", line.seq());
        row.put("type", line.type());
        row.put("amount_micros", line.amount());
        row.put("balance_micros", line.balance());
        row.put("available_micros", line.available());
        row.put("overdraft_micros", line.overdraft());
        row.put("event_source", line.eventSource());
        row.put("event_id", line.eventId());
        row.put("action", line.action());
        row.put("quantity", line.quantity());
        row.put("user_id", line.user());
        row.put("unit_price_micros", line.unitPrice());
        row.put("price_version", line.priceVersion());
        if (!line.shares().isEmpty()) {
            row.put(
                    "allocations",
                    line.shares().stream()
                            .map(one -> one.grant() + Table.FIELD + one.source() + Table.FIELD + one.amount())
                            .collect(Collectors.joining(Table.LIST)));
        }
        if (line.grant() != null) {
            row.put("grant_id", line.grant().id());
            row.put("grant_source", line.grant().source());
            row.put("grant_amount_micros", line.grant().amount());
            row.put("grant_effective_at", line.grant().effectiveAt());
            row.put("grant_expires_at", line.grant().expiresAt());
        }
        row.put("subscription_id", line.subscription());
        row.put("plan", line.plan());
        row.put("subscription_status", line.status());
        row.put("cycle", line.cycle());
        row.put("cycle_start", line.cycleStart());
        row.put("cycle_end", line.cycleEnd());
        row.put("reverses", line.reverses());
        row.put("command_id", line.commandId());
        row.put("refusal", line.refusal());
        row.put("input_offset", line.inputOffset());
        row.put("note", line.note());
        row.put("occurred_at", line.occurredAt());
        row.put("recorded_at", line.recordedAt());
        facts.rows(Table.LEDGER_LINE).add(new Row(row));
        facts.rows(Table.LEDGER_HEAD).removeIf(one -> one.text("account_id").equals(line.account()));
        facts.rows(Table.LEDGER_HEAD).add(new Row(Map.of("account_id", line.account(), "seq", line.seq())));
    }

    public void rollup(String account, long events, long quantity, long charged, long reversed) {
        facts.rows(Table.USAGE_ROLLUP)
                .add(new Row(Map.of(
                        "account_id", account,
                        "events", events,
                        "quantity", quantity,
                        "charged_micros", charged * CREDIT,
                        "reversed_micros", reversed * CREDIT)));
    }

    /** The account's balance as it stands, on the topic and as a row. */
    public void balance(String account, Map<String, ?> fields, Map<String, Long> left) {
        long[] now = figures.get(account);
        Map<String, Object> all = new HashMap<>(Map.of(
                "account",
                account,
                "ledgerSeq",
                now[0],
                "availableMicros",
                now[1],
                "overdraftMicros",
                now[2],
                "plan",
                "growth",
                "subscriptionStatus",
                "ACTIVE",
                "asOf",
                0L));
        all.putAll(fields);
        all.put(
                "grants",
                left.entrySet().stream()
                        .map(one -> Map.of(
                                "id",
                                one.getKey(),
                                "source",
                                "ALLOWANCE",
                                "amountMicros",
                                1L,
                                "leftMicros",
                                one.getValue() * CREDIT,
                                "effectiveAt",
                                0L))
                        .toList());
        facts.append(names.balances(), 0, 0, utf8(account), encode("AccountBalance", all));
        Map<String, Object> row = new HashMap<>();
        row.put("account_id", account);
        row.put("ledger_seq", now[0]);
        row.put("available_micros", now[1]);
        row.put("overdraft_micros", now[2]);
        row.put("used_this_cycle_micros", all.get("usedThisCycleMicros"));
        row.put("allowance_granted_micros", all.get("allowanceGrantedMicros"));
        row.put("allowance_left_micros", all.get("allowanceLeftMicros"));
        row.put("plan", all.get("plan"));
        row.put("subscription_status", all.get("subscriptionStatus"));
        row.put("cycle", all.get("cycle"));
        row.put("cycle_start", all.get("cycleStart"));
        row.put("cycle_end", all.get("cycleEnd"));
        row.put(
                "grants",
                left.entrySet().stream()
                        .map(one -> one.getKey() + Table.FIELD + one.getValue() * CREDIT)
                        .collect(Collectors.joining(Table.LIST)));
        facts.rows(Table.BALANCE).add(new Row(row));
    }
}
