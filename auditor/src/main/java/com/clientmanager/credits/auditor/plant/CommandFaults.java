package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.source.Row;
import com.clientmanager.credits.auditor.source.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Faults in what billing-api asked of the engine. All need PostgreSQL to be named. */
final class CommandFaults {
    private static final long BILLION_CREDITS = 1_000_000_000_000_000L;
    private static final long AUDIT_ID = Long.MAX_VALUE;

    private CommandFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("forged-grant", Kind.GRANT_UNFOUNDED, CommandFaults::forgedGrant),
                new Fault("forged-command", Kind.COMMAND_NOT_ISSUED, CommandFaults::forgedCommand),
                new Fault("command-altered", Kind.COMMAND_DIFFERS, CommandFaults::alteredCommand),
                new Fault("command-unsent", Kind.COMMAND_NOT_SENT, CommandFaults::unsentCommand),
                new Fault("command-ignored", Kind.COMMAND_LOST, CommandFaults::ignoredCommand),
                new Fault("grant-of-more", Kind.GRANT_UNFOUNDED, CommandFaults::grantOfMore),
                new Fault("grant-right", null, stage -> purchase(stage, 5, 5)),
                new Fault("purchase-without-grant", Kind.PURCHASE_UNGRANTED, CommandFaults::ungrantedPurchase));
    }

    private static void needs(Stage stage, Table table) {
        if (!stage.facts.has(table)) {
            throw new CannotPlantException("table " + table.tableName() + " is not there or PostgreSQL is left out");
        }
    }

    /** Obeyed by the engine, with every figure right, but never issued by billing-api. */
    private static String forgedGrant(Stage stage) {
        needs(stage, Table.AUDIT);
        new Forgery(stage).grant("planted-grant", "PROMOTIONAL", BILLION_CREDITS, null);
        return stage.account.id();
    }

    private static String forgedCommand(Stage stage) {
        needs(stage, Table.ISSUED_COMMAND);
        return new Forgery(stage)
                .command("planted-command", "CancelAtCycleEnd", Map.of(), null)
                .place();
    }

    private static String alteredCommand(Stage stage) {
        needs(stage, Table.ISSUED_COMMAND);
        String topic = stage.names.commands();
        List<Row> rows = stage.facts.rows(Table.ISSUED_COMMAND);
        Stage.Read command = stage.last(
                topic,
                fields -> rows.stream().anyMatch(row -> row.text("command_id").equals(fields.text("commandId"))));
        command.record().put("issuedBy", "planted");
        stage.replace(topic, command, Wire.encode(command.schemaId(), command.record()));
        return command.raw().place();
    }

    private static String unsentCommand(Stage stage) {
        needs(stage, Table.ISSUED_COMMAND);
        new Forgery(stage).issued(1_000_000, "planted-command", new byte[32], AUDIT_ID);
        stage.facts.rows(Table.OUTBOX).removeIf(row -> Arrays.equals(row.bytes("record_key"), stage.key()));
        return stage.account.id();
    }

    private static String ignoredCommand(Stage stage) {
        String place = new Forgery(stage)
                .command("planted-command", "CancelAtCycleEnd", Map.of(), AUDIT_ID)
                .place();
        stage.facts.processAll(stage.names.commands());
        return place;
    }

    private static String grantOfMore(Stage stage) {
        return purchase(stage, 5, 10);
    }

    /** A purchase that was paid and issued, and its grant. */
    private static String purchase(Stage stage, long paid, long granted) {
        needs(stage, Table.PAYMENT);
        pay(stage, paid);
        new Forgery(stage).grant("pack:planted-payment", "PURCHASED", granted * 1_000_000, AUDIT_ID);
        return stage.account.id();
    }

    private static String ungrantedPurchase(Stage stage) {
        needs(stage, Table.PAYMENT);
        pay(stage, 5);
        stage.facts.rows(Table.OUTBOX).removeIf(row -> Arrays.equals(row.bytes("record_key"), stage.key()));
        return stage.account.id();
    }

    private static void pay(Stage stage, long credits) {
        stage.facts
                .rows(Table.PAYMENT)
                .add(new Row(Map.of(
                        "id", "planted-payment",
                        "account_id", stage.account.id(),
                        "credits", Long.toString(credits))));
    }
}
