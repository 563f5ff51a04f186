package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.Topics;
import com.clientmanager.credits.auditor.source.Table;
import com.clientmanager.credits.auditor.source.TableSource;
import com.clientmanager.credits.auditor.source.TopicSource;
import com.clientmanager.credits.auditor.source.TopicSource.Moment;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The comparisons that need PostgreSQL, with their tables read. */
record DatabaseChecks(
        LedgerTableAudit rows,
        @Nullable CommandAudit issued,
        GrantAudit grants,
        RateCardAudit rateCard,
        List<Balance> balances,
        SkippedRecords skipped) {

    /** Where the topics end is asked before the tables are read: every record up to there was in the tables before. */
    static DatabaseChecks open(AuditInputs inputs, Findings findings, PrintStream out) {
        TableSource tables = Objects.requireNonNull(inputs.tables());
        TopicSource topics = inputs.topics();
        Topics names = inputs.names();
        Map<Integer, Long> commandEnds = topics.endOffsets(names.commands(), Moment.BEFORE_LIVE);
        Map<Integer, Long> rateCardEnds = topics.endOffsets(names.rateCard(), Moment.BEFORE_LIVE);
        CommandAudit issued = null;
        if (tables.has(Table.ISSUED_COMMAND)) {
            issued = new CommandAudit(findings, commandEnds, tables);
        } else {
            out.println("commands are not compared with what was issued: there is no table issued_command");
        }
        List<Balance> balances = new ArrayList<>();
        tables.read(Table.BALANCE, row -> balances.add(Balance.of(row)));
        return new DatabaseChecks(
                new LedgerTableAudit(findings, tables),
                issued,
                new GrantAudit(findings, commandEnds, issued, tables),
                new RateCardAudit(findings, rateCardEnds, tables),
                balances,
                SkippedRecords.in(tables, names, findings));
    }
}
