package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.check.AuditInputs;
import com.clientmanager.credits.auditor.check.AuditRun;
import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.LedgerEntry;
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
import org.apache.avro.generic.GenericRecord;

/**
 * A small system on paper: topics and tables that agree with each other, written by Avro's own classes. Amounts are
 * whole credits.
 */
public final class FakeSystem {
    static final long CREDIT = 1_000_000;
    static final String USER = "ann";
    static final Map<String, String> DIMENSIONS = Map.of("campaign", "spring", "list", "a");
    static final String HOLD = "hold-1";

    public final Topics names = new Topics("");
    public final RepositorySchemas schemas = new RepositorySchemas();
    public final Recording facts = new Recording(schemas);
    private final Map<String, long[]> figures = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    public FakeSystem() {
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
        return new AuditRun(new AuditInputs(names, facts, facts, facts, 35), nowhere());
    }

    public AuditInputs asFacts() {
        return new AuditInputs(names, facts, facts, facts, 35);
    }

    static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    public byte[] encode(String name, Map<String, ?> fields) {
        return AvroWriter.encode(schemas.id(name), AvroWriter.record(schemas.schema(name), fields));
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
                .map(FakeSystem::version)
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

    /** A usage event of a user, with dimensions and a hold. */
    public RawRecord usage(String account, String id, String action, long quantity, String occurred, String appended) {
        byte[] value = encode(
                "UsageRecorded",
                Map.of(
                        "source", "/crm",
                        "id", id,
                        "account", account,
                        "action", action,
                        "quantity", quantity,
                        "user", USER,
                        "dimensions", DIMENSIONS,
                        "holdId", HOLD,
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

    /** An entry that moves credits: {@code available} and {@code overdraft} by how much. */
    public void entry(String account, String type, long available, long overdraft, Map<String, ?> fields) {
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
        GenericRecord record = AvroWriter.record(schemas.schema("LedgerEntryPosted"), all);
        byte[] value = AvroWriter.encode(schemas.id("LedgerEntryPosted"), record);
        facts.append(names.ledger(), 0, (Long) all.get("recordedAt"), utf8(account), value);
        row(LedgerEntry.of(new Fields(record)));
    }

    private void row(LedgerEntry entry) {
        facts.rows(Table.LEDGER_ENTRY).add(FakeRows.of(entry));
        facts.rows(Table.LEDGER_HEAD).removeIf(one -> one.text("account_id").equals(entry.account()));
        facts.rows(Table.LEDGER_HEAD).add(new Row(Map.of("account_id", entry.account(), "seq", entry.seq())));
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
    public void balance(String account, Map<String, ?> fields, List<Map<String, Object>> grants) {
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
                0L,
                "grants",
                grants));
        all.putAll(fields);
        GenericRecord record = AvroWriter.record(schemas.schema("AccountBalance"), all);
        byte[] value = AvroWriter.encode(schemas.id("AccountBalance"), record);
        facts.append(names.balances(), 0, 0, utf8(account), value);
        facts.rows(Table.BALANCE).add(FakeRows.of(Balance.of(new Fields(record))));
    }
}
