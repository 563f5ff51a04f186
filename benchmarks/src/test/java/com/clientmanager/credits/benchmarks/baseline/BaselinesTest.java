package com.clientmanager.credits.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.side.PgConnection;
import com.clientmanager.credits.benchmarks.side.PgTables;
import com.clientmanager.credits.benchmarks.side.Progress;
import com.clientmanager.credits.benchmarks.side.SideKind;
import com.clientmanager.credits.benchmarks.side.SideMain;
import com.clientmanager.credits.benchmarks.side.SidePlan;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.AvroWire;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every side drains the same small range on the real broker and PostgreSQL, and must come to the oracle's totals. */
class SidesTest {
    private static final int PARTITIONS = 4;
    private static final int BATCH = 1_000;
    private static final long EVENTS = 9_000;
    /** Small enough that the busiest accounts go into overdraft. */
    private static final long OPENING_MICROS = 20_000_000;

    private static Addresses at;
    private static Arena arena;
    private static Filling.Filled filled;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() {
        at = SharedStack.freshDatabase();
        arena = new Arena(at, SharedStack.freshPrefix(), new Accounts(500, PARTITIONS), new Spread.Zipf(500));
        arena.deploy();
        UsageLoad load = arena.load(11, System.currentTimeMillis() - 60_000);
        filled = new Filling(arena, new Board(System.out)).fill(load, List.of(3_000L, EVENTS));
    }

    @Test
    void the_range_holds_exactly_the_events_of_its_mark() {
        assertThat(SideProcess.input(arena, filled, 0).events()).isEqualTo(3_000);
        assertThat(SideProcess.input(arena, filled, 1).events()).isEqualTo(EVENTS);
        assertThat(filled.marks().getLast().totals()).isEqualTo(filled.load().totals(EVENTS));
    }

    @Test
    void batches_charge_each_identity_once_within_and_across_batches() throws Exception {
        assertThat(copies(0, BATCH / PARTITIONS)).as("copies close behind").isPositive();
        assertThat(copies(4_000, EVENTS)).as("copies far behind").isPositive();

        drain(SideKind.PGN, 2, 1);

        assertCharged(SideKind.PGN, filled.marks().get(1).totals());
    }

    @Test
    void single_transactions_charge_each_identity_once() throws Exception {
        drain(SideKind.PG1, 4, 0);

        assertCharged(SideKind.PG1, filled.marks().get(0).totals());
    }

    @Test
    void a_repeated_batch_changes_nothing() throws Exception {
        drain(SideKind.PGN, 2, 1);
        SideMain.run(plan(SideKind.PGN, 2, 0));

        assertCharged(SideKind.PGN, filled.marks().get(1).totals());
    }

    @Test
    void the_copy_writes_a_line_of_the_given_size_and_what_lies_beside() throws Exception {
        List<Long> linesBefore = log(Topic.CREDIT_LEDGER).ends();
        List<Long> besideBefore = log(Topic.CREDIT_BALANCES).ends();
        SideMain.run(plan(SideKind.COPY, 2, 1));

        AtomicLong lines = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        log(Topic.CREDIT_LEDGER).read(linesBefore, log(Topic.CREDIT_LEDGER).ends(), line -> {
            lines.incrementAndGet();
            bytes.addAndGet(line.value().length);
        });
        AtomicLong beside = new AtomicLong();
        log(Topic.CREDIT_BALANCES)
                .read(besideBefore, log(Topic.CREDIT_BALANCES).ends(), line -> beside.incrementAndGet());
        assertThat(lines).hasValue(EVENTS);
        assertThat(bytes).hasValue(EVENTS * 300);
        assertThat(beside.get()).isBetween(EVENTS / 2 - PARTITIONS, EVENTS / 2);
    }

    @Test
    void the_transform_prices_every_event_copies_included() throws Exception {
        List<Long> before = log(Topic.CREDIT_LEDGER).ends();
        SideMain.run(plan(SideKind.TRANSFORM, 2, 1));

        AtomicLong lines = new AtomicLong();
        AtomicLong micros = new AtomicLong();
        try (SchemaRegistryClient registry = Registry.connect(at.registryUrl())) {
            AvroWire<LedgerEntryPosted> wire = AvroWire.of(registry, Topic.CREDIT_LEDGER, arena.prefix());
            log(Topic.CREDIT_LEDGER).read(before, log(Topic.CREDIT_LEDGER).ends(), line -> {
                lines.incrementAndGet();
                micros.addAndGet(-wire.decode(line.value()).getAmountMicros());
            });
        }
        assertThat(lines).hasValue(EVENTS);
        assertThat(micros).hasValue(filled.marks().get(1).totals().grossMicros());
    }

    private void drain(SideKind kind, int workers, int mark) throws Exception {
        try (Connection connection = PgConnection.open(database())) {
            PgTables.of(kind).create(connection, arena.accounts(), OPENING_MICROS);
            connection.commit();
        }
        SidePlan plan = plan(kind, workers, mark);
        SideMain.run(plan);
        assertThat(Progress.open(Path.of(plan.progress()), workers).events())
                .isEqualTo(plan.input().events());
    }

    private void assertCharged(SideKind kind, Totals expected) throws Exception {
        try (Connection connection = PgConnection.open(database())) {
            Totals charged = PgTables.of(kind).charged(connection);
            assertThat(charged.charges()).isEqualTo(expected.charges());
            assertThat(charged.chargedMicros()).isEqualTo(expected.chargedMicros());
            assertThat(PgTables.of(kind).brokenAccounts(connection, OPENING_MICROS))
                    .isZero();
        }
    }

    private SidePlan plan(SideKind kind, int workers, int mark) {
        return new SidePlan(
                kind,
                SideProcess.input(arena, filled, mark),
                new SidePlan.Output(
                        Topic.CREDIT_LEDGER.topicName(arena.prefix()),
                        Topic.CREDIT_BALANCES.topicName(arena.prefix()),
                        100,
                        300,
                        500,
                        64),
                database(),
                workers,
                folder.resolve("progress").toString());
    }

    private SidePlan.Database database() {
        return new SidePlan.Database(at.jdbcUrl(), at.dbUser(), at.dbPassword(), false, BATCH);
    }

    private TopicLog log(Topic topic) {
        return arena.log(topic);
    }

    private long copies(long least, long most) {
        long copies = 0;
        for (long n = 0; n < EVENTS; n++) {
            long back = n - filled.load().original(n);
            copies += back > least && back <= most ? 1 : 0;
        }
        return copies;
    }
}
