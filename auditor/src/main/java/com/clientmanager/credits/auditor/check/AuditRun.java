package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.fold.Account;
import com.clientmanager.credits.auditor.fold.CommandIndex;
import com.clientmanager.credits.auditor.fold.LedgerFold;
import com.clientmanager.credits.auditor.fold.PriceIndex;
import com.clientmanager.credits.auditor.record.Balance;
import com.clientmanager.credits.auditor.record.Command;
import com.clientmanager.credits.auditor.record.LedgerEntry;
import com.clientmanager.credits.auditor.record.Price;
import com.clientmanager.credits.auditor.record.Topics;
import com.clientmanager.credits.auditor.record.UsageEvent;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.RecordReader;
import com.clientmanager.credits.auditor.source.TableSource;
import com.clientmanager.credits.auditor.source.TopicSource.Moment;
import com.clientmanager.credits.auditor.source.UnreadableException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One audit. It may run while the system runs: how far the engine has come is read first, then what is live, then the
 * ledger, and each account is compared at the very entry that the live part had reached.
 */
public final class AuditRun {
    /** Entries of idle accounts follow time in batches; older ones must be there. */
    private static final long SETTLING_MS = 600_000;

    static final String HOSTILE_PRICES = "records of rate-card.v1 that are no price list; the engine ignores them";

    private final AuditInputs inputs;
    private final Topics names;
    private final PrintStream out;
    private final Findings findings = new Findings();
    private final Map<Integer, Long> stamps = new HashMap<>();
    private final PriceIndex prices = new PriceIndex();
    private final CommandIndex commands;
    private final LedgerFold fold;
    private final BalanceAudit balances = new BalanceAudit(findings, Kind.LIVE_BALANCE);
    private final BalanceAudit balanceRows = new BalanceAudit(findings, Kind.DATABASE);
    private final ChargeIndex charges;
    private SkippedRecords skipped = SkippedRecords.none(findings);
    private final RejectionIndex rejectedUsage;
    private final RejectionIndex rejectedCommands;
    private @Nullable LedgerTableAudit rows;
    private @Nullable CommandAudit issued;
    private @Nullable GrantAudit grants;
    private @Nullable RateCardAudit rateCard;

    public AuditRun(AuditInputs inputs, PrintStream out) {
        this.inputs = inputs;
        this.names = inputs.names();
        this.out = out;
        this.commands = new CommandIndex(names.reader(names.commands(), inputs.schemas()));
        this.fold = new LedgerFold(findings, prices, commands, inputs.latenessDays());
        this.charges = new ChargeIndex(findings, inputs.topics().firstOffsets(names.usage()));
        this.rejectedUsage = new RejectionIndex(inputs.topics().firstOffsets(names.usage()));
        this.rejectedCommands = new RejectionIndex(inputs.topics().firstOffsets(names.commands()));
    }

    /** What was found; once. */
    public Findings run() {
        Map<Integer, Long> processedUsage = inputs.topics().processed(names.usage());
        Map<Integer, Long> processedCommands = inputs.topics().processed(names.commands());
        if (processedUsage.isEmpty()) {
            throw new IllegalStateException("the consumer group has processed nothing of " + names.usage()
                    + "; is CREDITS_APPLICATION_ID right?");
        }
        StaleBalances stale = new StaleBalances(inputs.topics().endOffsets(names.ledger(), Moment.BEFORE_LIVE));
        readTables();
        each(names.balances(), Map.of(), (at, fields) -> balances.add(Balance.of(fields)));
        Map<Integer, Long> ledgerEnds = inputs.topics().endOffsets(names.ledger(), Moment.AFTER_LIVE);
        readPrices();
        readCommands(processedCommands);
        each(names.ledger(), ledgerEnds, (at, fields) -> {
            LedgerEntry entry = LedgerEntry.of(fields);
            stale.entry(at, entry);
            entry(at, entry);
        });
        each(names.rejected(), Map.of(), (at, fields) -> reject(fields));
        UsageAudit usage =
                new UsageAudit(findings, charges, rejectedUsage, names.reader(names.usage(), inputs.schemas()));
        inputs.topics().read(names.usage(), processedUsage, record -> {
            stamp(record);
            usage.usage(record);
        });
        nameFields(usage.differences(), ledgerEnds);
        finish(stale, processedCommands);
        out.println(usage.summary());
        return findings;
    }

    /** The accounts as folded, for what is planted behind the ledger's end. */
    public LedgerFold fold() {
        return fold;
    }

    public PriceIndex prices() {
        return prices;
    }

    /** Two lines for the operator. */
    public String summary() {
        return String.format("accounts %,d, ledger entries %,d", fold.accounts(), fold.entries());
    }

    private void readTables() {
        TableSource tables = inputs.tables();
        if (tables == null) {
            out.println(
                    "PostgreSQL is left out (QUARKUS_DATASOURCE_JDBC_URL is not set): commands are not compared with"
                            + " what was issued, grants with payments and audit rows, rate-card.v1 with"
                            + " price_version, nor"
                            + " the tables ledger_entry, usage_rollup and balance with the ledger");
            return;
        }
        DatabaseChecks checks = DatabaseChecks.open(inputs, findings, out);
        rows = checks.rows();
        issued = checks.issued();
        grants = checks.grants();
        rateCard = checks.rateCard();
        skipped = checks.skipped();
        checks.balances().forEach(balanceRows::add);
    }

    private void readPrices() {
        RecordReader reader = names.reader(names.rateCard(), inputs.schemas());
        count(names.rateCard(), inputs.topics().read(names.rateCard(), Map.of(), record -> {
            try {
                Fields action = reader.read(record.value());
                if (!isKey(record, action.text("action"))) {
                    throw new UnreadableException("the key is not the action");
                }
                if (action.text("action").startsWith(UsageEvent.RESERVED_PREFIX)) {
                    throw new UnreadableException("action " + action.text("action") + " is reserved and has no price");
                }
                prices.put(action.text("action"), Price.in(action));
                if (rateCard != null) {
                    rateCard.prices(record, action);
                }
            } catch (UnreadableException e) {
                findings.notice(HOSTILE_PRICES, record.place() + ": " + e.getMessage());
            }
        }));
    }

    private void readCommands(Map<Integer, Long> processed) {
        count(names.commands(), inputs.topics().read(names.commands(), Map.of(), record -> {
            Command command = commands.add(record);
            boolean isProcessed = record.offset() < processed.getOrDefault(record.partition(), 0L);
            if (isProcessed) {
                stamp(record);
            }
            if (command != null && issued != null) {
                issued.command(command);
            }
            if (command != null && grants != null && !isProcessed) {
                grants.unprocessed(command);
            }
        }));
    }

    private void entry(RawRecord at, LedgerEntry entry) {
        if (!isKey(at, entry.account())) {
            findings.add(Kind.UNREADABLE, at.place() + ": the key is not account " + entry.account());
        }
        Account account = fold.entry(at.partition(), entry);
        if (entry.is("CHARGE")) {
            charges.add(at.partition(), entry);
        }
        balances.compare(account);
        balanceRows.compare(account);
        if (rows != null) {
            rows.entry(entry, account);
        }
        if (grants != null) {
            grants.entry(at.partition(), entry);
        }
    }

    private void reject(Fields rejection) {
        String topic = rejection.text("topic");
        if (topic.equals(names.usage())) {
            rejectedUsage.add(rejection);
        } else if (topic.equals(names.commands())) {
            rejectedCommands.add(rejection);
        }
    }

    private void finish(StaleBalances stale, Map<Integer, Long> processedCommands) {
        Map<Integer, Long> settledBy = new HashMap<>();
        stamps.forEach((partition, stamp) -> settledBy.put(partition, stamp - SETTLING_MS));
        fold.finish(settledBy);
        balances.finish(fold);
        balanceRows.finish(fold);
        stale.finish(balances, settledBy, findings);
        for (RawRecord record : commands.unanswered()) {
            if (record.offset() < processedCommands.getOrDefault(record.partition(), 0L)) {
                unanswered(record);
            }
        }
        if (rows != null) {
            rows.finish(fold);
        }
        if (issued != null) {
            issued.finish();
        }
        if (grants != null) {
            grants.finish();
        }
        if (rateCard != null) {
            rateCard.finish();
        }
    }

    private void unanswered(RawRecord record) {
        Command command = commands.read(record);
        if (rejectedCommands.has(record)) {
            if (!rejectedCommands.isKeptWhole(record)) {
                findings.add(Kind.REJECTION, record.place() + ": the bytes kept are not the record's");
            }
        } else if (command == null) {
            findings.add(Kind.COMMAND_LOST, record.place() + ": unreadable, yet not rejected");
        } else if (!fold.hasAnswered(command.account(), command.sequence())) {
            findings.add(
                    Kind.COMMAND_LOST,
                    record.place() + ": account " + command.account() + ", command " + command.id() + ", "
                            + command.type());
        }
    }

    private void stamp(RawRecord record) {
        stamps.merge(record.partition(), record.timestampMs(), Math::max);
    }

    private static boolean isKey(RawRecord record, String text) {
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), record.key());
    }

    private void each(String topic, Map<Integer, Long> ends, BiConsumer<RawRecord, Fields> consumer) {
        RecordReader reader = names.reader(topic, inputs.schemas());
        count(topic, inputs.topics().read(topic, ends, record -> {
            if (skipped.hasAndLists(record) || record.value() == null) {
                return;
            }
            try {
                consumer.accept(record, reader.read(record.value()));
            } catch (UnreadableException e) {
                findings.add(Kind.UNREADABLE, record.place() + ": " + e.getMessage());
            }
        }));
    }

    /** Reads the ledger a second time, if charges differ from their events. */
    private void nameFields(ChargeDifferences differences, Map<Integer, Long> ledgerEnds) {
        if (differences.isEmpty()) {
            return;
        }
        RecordReader reader = names.reader(names.ledger(), inputs.schemas());
        inputs.topics().read(names.ledger(), ledgerEnds, record -> {
            try {
                if (!skipped.has(record)) {
                    differences.compare(record.partition(), LedgerEntry.of(reader.read(record.value())));
                }
            } catch (UnreadableException e) {
                // Reported by the first reading.
                return;
            }
        });
        differences.finish();
    }

    private void count(String topic, long records) {
        out.printf("%s: %,d records%n", topic, records);
    }
}
