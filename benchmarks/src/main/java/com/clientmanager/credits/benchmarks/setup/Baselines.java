package com.clientmanager.credits.benchmarks.setup;

import com.clientmanager.credits.benchmarks.baseline.Baseline;
import com.clientmanager.credits.benchmarks.baseline.BaselinePlan;
import com.clientmanager.credits.benchmarks.baseline.PgConnection;
import com.clientmanager.credits.benchmarks.baseline.PgTables;
import com.clientmanager.credits.benchmarks.load.TopicLog;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.probe.OutputVolume;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.report.Durability;
import com.clientmanager.credits.benchmarks.report.Outcome;
import com.clientmanager.credits.benchmarks.report.Timing;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs the baselines and checks their output. */
public final class Baselines {
    /** As many as the engine has threads. */
    private static final int KAFKA_WORKERS = 2;
    /** One per core; more did not help. */
    private static final int BATCH_WORKERS = 2;

    private static final int EACH_WORKERS = 8;
    private static final int BATCH = 5_000;
    private static final int COMMIT_MS = 100;

    private final BenchStack stack;
    private final TopicSet topics;
    private final ProgressConsole console;
    private final TemporaryTopics outputs;

    public Baselines(BenchStack stack, TopicSet topics, ProgressConsole console) {
        this.stack = stack;
        this.topics = topics;
        this.console = console;
        this.outputs = new TemporaryTopics(topics);
    }

    /** Opens the accounts in PostgreSQL. */
    public void open() throws SQLException {
        for (Baseline kind : List.of(Baseline.PG1, Baseline.PGN)) {
            console.print(
                    "opening %,d accounts for %s".formatted(topics.accounts().count(), kind.title()));
            try (Connection connection = connect()) {
                PgTables.of(kind).create(connection, topics.accounts(), AccountOpening.MICROS);
                connection.commit();
            }
            maintain(kind);
        }
    }

    /** Drains a filled range up to a mark; the first {@code warmUp} events are not timed. */
    public Outcome drain(Baseline kind, Job job, OutputVolume volume) throws SQLException {
        return switch (kind) {
            case COPY, TRANSFORM -> kafka(kind, job, volume);
            case PG1, PGN -> postgres(kind, job, volume);
        };
    }

    /** What to drain, and with which durability. */
    public record Job(TopicFiller.FilledRange filled, int mark, long warmUp, Durability durability) {
        Totals expected() {
            return filled.expected(mark);
        }
    }

    private Outcome kafka(Baseline kind, Job job, OutputVolume volume) {
        outputs.create();
        try {
            stack.apply(job.durability());
            Timing timing = run(kind, job, volume, KAFKA_WORKERS);
            return new Outcome(timing, error(kind, job.expected()));
        } finally {
            outputs.delete();
        }
    }

    private String error(Baseline kind, Totals expected) {
        TopicLog ledger = outputs.ledger();
        long[] count = new long[2];
        try (SchemaRegistryClient registry = Registry.connect(topics.at().registryUrl())) {
            RegistryAvroCodec<LedgerEntryPosted> wire =
                    RegistryAvroCodec.of(registry, Topic.CREDIT_LEDGER, topics.prefix());
            ledger.read(ledger.starts(), ledger.ends(), entry -> {
                count[0]++;
                count[1] +=
                        kind == Baseline.TRANSFORM ? -wire.decode(entry.value()).getAmountMicros() : 0;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean correct =
                count[0] == expected.events() && (kind == Baseline.COPY || count[1] == expected.grossMicros());
        return correct
                ? ""
                : "entries %,d of %,d, micro-credits %,d of %,d"
                        .formatted(count[0], expected.events(), count[1], expected.grossMicros());
    }

    private Outcome postgres(Baseline kind, Job job, OutputVolume volume) throws SQLException {
        Totals before = charged(kind);
        Timing timing = run(kind, job, volume, kind == Baseline.PG1 ? EACH_WORKERS : BATCH_WORKERS);
        Totals after = charged(kind);
        long broken;
        try (Connection connection = connect()) {
            broken = PgTables.of(kind).brokenAccounts(connection, AccountOpening.MICROS);
        }
        maintain(kind);
        Totals expected = job.expected();
        long charges = after.charges() - before.charges();
        long micros = after.chargedMicros() - before.chargedMicros();
        boolean correct = charges == expected.charges() && micros == expected.chargedMicros() && broken == 0;
        return new Outcome(
                timing,
                correct
                        ? ""
                        : "charges %,d of %,d, micro-credits %,d of %,d, broken accounts %,d"
                                .formatted(charges, expected.charges(), micros, expected.chargedMicros(), broken));
    }

    private Timing run(Baseline kind, Job job, OutputVolume volume, int workers) {
        BaselineProcess process = new BaselineProcess(stack.folder().resolve("baseline"), stack.cpu(), console);
        BaselinePlan plan = new BaselinePlan(
                kind,
                BaselineProcess.input(topics, job.filled(), job.mark()),
                new BaselinePlan.Output(
                        outputs.ledgerTopic(),
                        outputs.otherTopic(),
                        COMMIT_MS,
                        volume.entryBytes(),
                        volume.otherRecordsPermille(),
                        volume.otherBytes()),
                stack.database(job.durability().waitsForDisk(), kind == Baseline.PGN ? BATCH : 1),
                workers,
                process.progressFile().toString());
        return process.run(plan, job.warmUp());
    }

    private Totals charged(Baseline kind) throws SQLException {
        try (Connection connection = connect()) {
            return PgTables.of(kind).charged(connection);
        }
    }

    private void maintain(Baseline kind) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(true);
            PgTables.of(kind).maintain(connection);
        }
    }

    private Connection connect() throws SQLException {
        return PgConnection.open(stack.database(true, 1));
    }
}
