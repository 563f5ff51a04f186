package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.side.PgConnection;
import com.clientmanager.credits.benchmarks.side.PgTables;
import com.clientmanager.credits.benchmarks.side.SideKind;
import com.clientmanager.credits.benchmarks.side.SidePlan;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs the sides that we are compared with, each on what it needs, and checks what they wrote. */
final class Rivals {
    /** Workers of the Kafka sides: as many as our engine has threads. */
    private static final int KAFKA_WORKERS = 2;
    /** Connections of PGN: one for each core and its partitions; more did not help. */
    private static final int BATCH_WORKERS = 2;

    private static final int EACH_WORKERS = 8;
    private static final int BATCH = 5_000;
    private static final int COMMIT_MS = 100;

    private final BenchStack stack;
    private final Arena arena;
    private final Board board;
    private final Scratch scratch;

    Rivals(BenchStack stack, Arena arena, Board board) {
        this.stack = stack;
        this.arena = arena;
        this.board = board;
        this.scratch = new Scratch(arena);
    }

    /** Opens the accounts in PostgreSQL. */
    void open() throws SQLException {
        for (SideKind kind : List.of(SideKind.PG1, SideKind.PGN)) {
            board.say("opening %,d accounts for %s".formatted(arena.accounts().count(), kind.title()));
            try (Connection connection = connect()) {
                PgTables.of(kind).create(connection, arena.accounts(), Opening.MICROS);
                connection.commit();
            }
            tidy(kind);
        }
    }

    /** Drains a filled range up to a mark; the first {@code warmUp} events are not timed. */
    Outcome drain(SideKind kind, Job job, OutputShape shape) throws SQLException {
        return switch (kind) {
            case COPY, TRANSFORM -> kafka(kind, job, shape);
            case PG1, PGN -> postgres(kind, job, shape);
        };
    }

    /** What is to be drained, and under which durability. */
    record Job(Filling.Filled filled, int mark, long warmUp, Durability durability) {
        Totals expected() {
            return SideProcess.expected(filled, mark);
        }
    }

    private Outcome kafka(SideKind kind, Job job, OutputShape shape) {
        scratch.create();
        try {
            job.durability().apply(arena.at().bootstrapServers());
            Drained drained = run(kind, job, shape, KAFKA_WORKERS);
            return new Outcome(drained, wrong(kind, job.expected()));
        } finally {
            scratch.delete();
        }
    }

    private String wrong(SideKind kind, Totals expected) {
        TopicLog lines = scratch.lines();
        long[] count = new long[2];
        try (SchemaRegistryClient registry = Registry.connect(arena.at().registryUrl())) {
            AvroWire<LedgerEntryPosted> wire = AvroWire.of(registry, Topic.CREDIT_LEDGER, arena.prefix());
            lines.read(lines.starts(), lines.ends(), line -> {
                count[0]++;
                count[1] +=
                        kind == SideKind.TRANSFORM ? -wire.decode(line.value()).getAmountMicros() : 0;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean right = count[0] == expected.events() && (kind == SideKind.COPY || count[1] == expected.grossMicros());
        return right
                ? ""
                : "lines %,d of %,d, micro-credits %,d of %,d"
                        .formatted(count[0], expected.events(), count[1], expected.grossMicros());
    }

    private Outcome postgres(SideKind kind, Job job, OutputShape shape) throws SQLException {
        Totals before = charged(kind);
        Drained drained = run(kind, job, shape, kind == SideKind.PG1 ? EACH_WORKERS : BATCH_WORKERS);
        Totals after = charged(kind);
        long broken;
        try (Connection connection = connect()) {
            broken = PgTables.of(kind).brokenAccounts(connection, Opening.MICROS);
        }
        tidy(kind);
        Totals expected = job.expected();
        long charges = after.charges() - before.charges();
        long micros = after.chargedMicros() - before.chargedMicros();
        boolean right = charges == expected.charges() && micros == expected.chargedMicros() && broken == 0;
        return new Outcome(
                drained,
                right
                        ? ""
                        : "charges %,d of %,d, micro-credits %,d of %,d, broken accounts %,d"
                                .formatted(charges, expected.charges(), micros, expected.chargedMicros(), broken));
    }

    private Drained run(SideKind kind, Job job, OutputShape shape, int workers) {
        SideProcess process = new SideProcess(stack.folder().resolve("side"), stack.cpu(), board);
        SidePlan plan = new SidePlan(
                kind,
                SideProcess.input(arena, job.filled(), job.mark()),
                new SidePlan.Output(
                        scratch.linesTopic(),
                        scratch.besideTopic(),
                        COMMIT_MS,
                        shape.lineBytes(),
                        shape.besideRecords(),
                        shape.besideBytes()),
                stack.database(job.durability().waitsForDisk(), kind == SideKind.PGN ? BATCH : 1),
                workers,
                process.progressFile().toString());
        return process.run(plan, job.warmUp());
    }

    private Totals charged(SideKind kind) throws SQLException {
        try (Connection connection = connect()) {
            return PgTables.of(kind).charged(connection);
        }
    }

    private void tidy(SideKind kind) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(true);
            PgTables.of(kind).tidy(connection);
        }
    }

    private Connection connect() throws SQLException {
        return PgConnection.open(stack.database(true, 1));
    }
}
