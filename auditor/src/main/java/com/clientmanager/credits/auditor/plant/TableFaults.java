package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;

/** Faults in prices and in PostgreSQL's tables. */
final class TableFaults {
    private TableFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("altered-price", Kind.RATE_CARD, TableFaults::alteredPrice),
                new Fault("altered-price-row", Kind.RATE_CARD, context -> {
                    change(
                            context,
                            Table.PRICE_VERSION,
                            "unit_price_micros",
                            row -> row.text("action").equals(context.action));
                    return context.action;
                }),
                new Fault("row-changed", Kind.LEDGER_ROW, context -> {
                    Row row = change(
                            context,
                            Table.LEDGER_ENTRY,
                            "quantity",
                            one -> one.text("type").equals("CHARGE"));
                    return row.text("account_id") + " entry " + row.number("seq") + " CHARGE: quantity is "
                            + (row.number("quantity") + 1);
                }),
                new Fault("row-dimensions-changed", Kind.LEDGER_ROW, TableFaults::changedDimensions),
                new Fault("record-skipped", null, context -> skip(context, true)),
                new Fault("skip-of-another-record", Kind.UNREADABLE, context -> skip(context, false)),
                new Fault("row-missing", Kind.LEDGER_ROW, TableFaults::missingRow),
                new Fault(
                        "rollup-changed",
                        Kind.DATABASE,
                        context -> change(context, Table.USAGE_ROLLUP, "charged_micros", row -> true)
                                .text("account_id")),
                new Fault("balance-row-changed", Kind.DATABASE, context -> {
                    change(context, Table.BALANCE, "available_micros", row -> isAccount(context, row));
                    return context.account.id();
                }),
                new Fault("balance-row-of-no-entry", Kind.DATABASE, TableFaults::balanceOfNoEntry));
    }

    /** The last version's price is one micro-credit higher on the topic than in PostgreSQL. */
    private static String alteredPrice(FaultContext context) {
        needs(context, Table.PRICE_VERSION);
        String topic = context.names.rateCard();
        FaultContext.Read card =
                context.last(topic, fields -> fields.text("action").equals(context.action));
        GenericRecord version = (GenericRecord) ((List<?>) card.record().get("versions")).getLast();
        version.put("unitPriceMicros", (Long) version.get("unitPriceMicros") + 1);
        context.replace(topic, card, AvroWriter.encode(card.schemaId(), card.record()));
        return context.action;
    }

    private static boolean isAccount(FaultContext context, Row row) {
        return row.text("account_id").equals(context.account.id());
    }

    private static void needs(FaultContext context, Table table) {
        if (!context.facts.has(table)) {
            throw new CannotPlantException("table " + table.tableName() + " is not there or PostgreSQL is left out");
        }
    }

    /** Adds one to a column of the last fitting row. */
    private static Row change(FaultContext context, Table table, String column, Predicate<Row> fits) {
        needs(context, table);
        List<Row> rows = context.facts.rows(table);
        for (int i = rows.size() - 1; i >= 0; i--) {
            Row row = rows.get(i);
            if (fits.test(row)) {
                rows.set(i, row.with(column, row.whole(column).longValueExact() + 1));
                return row;
            }
        }
        throw new CannotPlantException("table " + table.tableName() + " has no fitting row");
    }

    private static String changedDimensions(FaultContext context) {
        needs(context, Table.LEDGER_ENTRY);
        List<Row> rows = context.facts.rows(Table.LEDGER_ENTRY);
        for (int i = rows.size() - 1; i >= 0; i--) {
            Row row = rows.get(i);
            if (row.text("type").equals("CHARGE")) {
                rows.set(i, row.with("dimensions", "planted" + Table.FIELD + "x"));
                return row.text("account_id") + " entry " + row.number("seq") + " CHARGE: dimensions is planted";
            }
        }
        throw new CannotPlantException("table ledger_entry has no charge");
    }

    /** A record on the ledger's topic that is no entry, left out by an operator; or another one at its place was. */
    private static String skip(FaultContext context, boolean isSame) {
        needs(context, Table.PROJECTION_SKIP);
        byte[] value = "no entry".getBytes(StandardCharsets.UTF_8);
        byte[] skipped = isSame ? value : "another".getBytes(StandardCharsets.UTF_8);
        RawRecord record =
                context.facts.append(context.names.ledger(), context.partition, context.now, context.key(), value);
        context.facts
                .rows(Table.PROJECTION_SKIP)
                .add(new Row(Map.of(
                        "topic",
                        "CREDIT_LEDGER",
                        "partition",
                        record.partition(),
                        "record_offset",
                        record.offset(),
                        "value_sha256",
                        Forgery.sha256(skipped, 0))));
        return record.place();
    }

    private static String missingRow(FaultContext context) {
        needs(context, Table.LEDGER_ENTRY);
        boolean isGone = context.facts
                .rows(Table.LEDGER_ENTRY)
                .removeIf(row -> isAccount(context, row) && row.number("seq") == 1);
        if (!isGone) {
            throw new CannotPlantException("table ledger_entry has no row of account " + context.account.id());
        }
        return context.account.id() + " entry 1";
    }

    private static String balanceOfNoEntry(FaultContext context) {
        needs(context, Table.BALANCE);
        List<Row> rows = context.facts.rows(Table.BALANCE);
        Row row = rows.stream()
                .filter(one -> isAccount(context, one))
                .findFirst()
                .orElseThrow(
                        () -> new CannotPlantException("table balance has no row of account " + context.account.id()));
        rows.add(row.with("account_id", "planted-account"));
        return "planted-account";
    }
}
