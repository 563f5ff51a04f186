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
                new Fault("wrong-command-sequence", Kind.COMMAND_ENTRY, CommandFaults::wrongSequence),
                new Fault("wrong-command-type", Kind.COMMAND_ENTRY, CommandFaults::wrongType),
                new Fault("wrong-reason", Kind.COMMAND_ENTRY, CommandFaults::wrongReason),
                new Fault("grant-of-more", Kind.GRANT_UNFOUNDED, CommandFaults::grantOfMore),
                new Fault("grant-right", null, context -> purchase(context, 5, 5)),
                new Fault("purchase-without-grant", Kind.PURCHASE_UNGRANTED, CommandFaults::ungrantedPurchase));
    }

    private static void needs(FaultContext context, Table table) {
        if (!context.facts.has(table)) {
            throw new CannotPlantException("table " + table.tableName() + " is not there or PostgreSQL is left out");
        }
    }

    /** Applied by the engine, with every figure right, but never issued by billing-api. */
    private static String forgedGrant(FaultContext context) {
        needs(context, Table.AUDIT);
        new Forgery(context).grant("planted-grant", "PROMOTIONAL", BILLION_CREDITS, null);
        return context.account.id();
    }

    private static String forgedCommand(FaultContext context) {
        needs(context, Table.ISSUED_COMMAND);
        return new Forgery(context)
                .command("planted-command", "CancelAtCycleEnd", Map.of(), null)
                .place();
    }

    private static String alteredCommand(FaultContext context) {
        needs(context, Table.ISSUED_COMMAND);
        String topic = context.names.commands();
        List<Row> rows = context.facts.rows(Table.ISSUED_COMMAND);
        FaultContext.Read command = context.last(
                topic,
                fields -> rows.stream().anyMatch(row -> row.text("command_id").equals(fields.text("commandId"))));
        command.record().put("issuedBy", "planted");
        context.replace(topic, command, AvroWriter.encode(command.schemaId(), command.record()));
        return command.raw().place();
    }

    private static String unsentCommand(FaultContext context) {
        needs(context, Table.ISSUED_COMMAND);
        new Forgery(context).issued(1_000_000, "planted-command", new byte[32], AUDIT_ID);
        context.facts.rows(Table.OUTBOX).removeIf(row -> Arrays.equals(row.bytes("record_key"), context.key()));
        return context.account.id();
    }

    private static String ignoredCommand(FaultContext context) {
        String place = new Forgery(context)
                .command("planted-command", "CancelAtCycleEnd", Map.of(), AUDIT_ID)
                .place();
        context.facts.processAll(context.names.commands());
        return place;
    }

    private static String wrongSequence(FaultContext context) {
        Forgery forgery = new Forgery(context).with("commandSequence", 1_000_000L);
        return forgery.grant("planted-grant", "PROMOTIONAL", 2_000_000, AUDIT_ID) + ": commandSequence is 1000000";
    }

    private static String wrongType(FaultContext context) {
        Forgery forgery = new Forgery(context).with("commandType", "RevokeGrant");
        return forgery.grant("planted-grant", "PROMOTIONAL", 2_000_000, AUDIT_ID) + ": commandType is RevokeGrant";
    }

    /** The entry of a cancellation gives another reason than the command. */
    private static String wrongReason(FaultContext context) {
        Forgery forgery = new Forgery(context).with("note", "another reason");
        return forgery.cancel(LedgerFaults.subscriptionOf(context)) + ": note is another reason";
    }

    private static String grantOfMore(FaultContext context) {
        return purchase(context, 5, 10);
    }

    /** A purchase that was paid and issued, and its grant. */
    private static String purchase(FaultContext context, long paid, long granted) {
        needs(context, Table.PAYMENT);
        pay(context, paid);
        new Forgery(context).grant("pack:planted-payment", "PURCHASED", granted * 1_000_000, AUDIT_ID);
        return context.account.id();
    }

    private static String ungrantedPurchase(FaultContext context) {
        needs(context, Table.PAYMENT);
        pay(context, 5);
        context.facts.rows(Table.OUTBOX).removeIf(row -> Arrays.equals(row.bytes("record_key"), context.key()));
        return context.account.id();
    }

    private static void pay(FaultContext context, long credits) {
        context.facts
                .rows(Table.PAYMENT)
                .add(new Row(Map.of(
                        "id", "planted-payment",
                        "account_id", context.account.id(),
                        "credits", Long.toString(credits))));
    }
}
