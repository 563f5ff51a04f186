package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;

/** Faults in prices and in PostgreSQL's tables. */
final class TableFaults {
    private TableFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("altered-price", Kind.RATE_CARD, TableFaults::alteredPrice),
                new Fault("altered-price-row", Kind.RATE_CARD, stage -> {
                    change(
                            stage,
                            Table.PRICE_VERSION,
                            "unit_price_micros",
                            row -> row.text("action").equals(stage.action));
                    return stage.action;
                }),
                new Fault("row-changed", Kind.LEDGER_ROW, stage -> {
                    Row row = change(
                            stage,
                            Table.LEDGER_LINE,
                            "quantity",
                            one -> one.text("type").equals("CHARGE"));
                    return row.text("account_id") + " line " + row.number("seq");
                }),
                new Fault("row-missing", Kind.LEDGER_ROW, TableFaults::missingRow),
                new Fault(
                        "rollup-changed",
                        Kind.DATABASE,
                        stage -> change(stage, Table.USAGE_ROLLUP, "charged_micros", row -> true)
                                .text("account_id")),
                new Fault("balance-row-changed", Kind.DATABASE, stage -> {
                    change(stage, Table.BALANCE, "available_micros", row -> isAccount(stage, row));
                    return stage.account.id();
                }),
                new Fault("balance-row-of-no-entry", Kind.DATABASE, TableFaults::balanceOfNoEntry));
    }

    /** The last version's price is one micro-credit higher on the topic than in PostgreSQL. */
    private static String alteredPrice(Stage stage) {
        needs(stage, Table.PRICE_VERSION);
        String topic = stage.names.rateCard();
        Stage.Read card = stage.last(topic, fields -> fields.text("action").equals(stage.action));
        GenericRecord version = (GenericRecord) ((List<?>) card.record().get("versions")).getLast();
        version.put("unitPriceMicros", (Long) version.get("unitPriceMicros") + 1);
        stage.replace(topic, card, Wire.encode(card.schemaId(), card.record()));
        return stage.action;
    }

    private static boolean isAccount(Stage stage, Row row) {
        return row.text("account_id").equals(stage.account.id());
    }

    private static void needs(Stage stage, Table table) {
        if (!stage.facts.has(table)) {
            throw new CannotPlantException("table " + table.tableName() + " is not there or PostgreSQL is left out");
        }
    }

    /** Adds one to a column of the last fitting row. */
    private static Row change(Stage stage, Table table, String column, Predicate<Row> fits) {
        needs(stage, table);
        List<Row> rows = stage.facts.rows(table);
        for (int i = rows.size() - 1; i >= 0; i--) {
            Row row = rows.get(i);
            if (fits.test(row)) {
                rows.set(i, row.with(column, row.whole(column).longValueExact() + 1));
                return row;
            }
        }
        throw new CannotPlantException("table " + table.tableName() + " has no fitting row");
    }

    private static String missingRow(Stage stage) {
        needs(stage, Table.LEDGER_LINE);
        boolean isGone =
                stage.facts.rows(Table.LEDGER_LINE).removeIf(row -> isAccount(stage, row) && row.number("seq") == 1);
        if (!isGone) {
            throw new CannotPlantException("table ledger_line has no row of account " + stage.account.id());
        }
        return stage.account.id() + " line 1";
    }

    private static String balanceOfNoEntry(Stage stage) {
        needs(stage, Table.BALANCE);
        List<Row> rows = stage.facts.rows(Table.BALANCE);
        Row row = rows.stream()
                .filter(one -> isAccount(stage, one))
                .findFirst()
                .orElseThrow(
                        () -> new CannotPlantException("table balance has no row of account " + stage.account.id()));
        rows.add(row.with("account_id", "planted-account"));
        return "planted-account";
    }
}
