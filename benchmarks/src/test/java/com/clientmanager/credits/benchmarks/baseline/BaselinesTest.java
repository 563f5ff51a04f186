package com.clientmanager.credits.benchmarks.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.benchmarks.load.AccountDistribution;
import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.TopicLog;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.load.Totals;
import com.clientmanager.credits.benchmarks.load.UsageLoad;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.setup.BaselineProcess;
import com.clientmanager.credits.benchmarks.setup.TopicFiller;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.SharedStack;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import com.clientmanager.credits.schemas.Registry;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import com.clientmanager.credits.schemas.Topic;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every baseline drains the same small range on the real broker and PostgreSQL, and must reach the expected totals. */
class BaselinesTest {
    private static final int PARTITIONS = 4;
    private static final int BATCH = 1_000;
    private static final long EVENTS = 9_000;
    /** Small enough that the busiest accounts go into overdraft. */
    private static final long OPENING_MICROS = 20_000_000;

    private static Addresses at;
    private static TopicSet topics;
    private static TopicFiller.FilledRange filled;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() {
        at = SharedStack.freshDatabase();
        topics = new TopicSet(
                at, SharedStack.freshPrefix(), new Accounts(500, PARTITIONS), new AccountDistribution.Zipf(500));
        topics.deploy();
        UsageLoad load = topics.load(11, System.currentTimeMillis() - 60_000);
        filled = new TopicFiller(topics, new ProgressConsole(System.out)).fill(load, List.of(3_000L, EVENTS));
    }

    @Test
    void the_range_holds_exactly_the_events_of_its_mark() {
        assertThat(BaselineProcess.input(topics, filled, 0).events()).isEqualTo(3_000);
        assertThat(BaselineProcess.input(topics, filled, 1).events()).isEqualTo(EVENTS);
        assertThat(filled.marks().getLast().totals()).isEqualTo(filled.load().totals(EVENTS));
    }

    @Test
    void batches_charge_each_identity_once_within_and_across_batches() throws Exception {
        assertThat(duplicates(0, BATCH / PARTITIONS)).as("close duplicates").isPositive();
        assertThat(duplicates(4_000, EVENTS)).as("distant duplicates").isPositive();

        drain(Baseline.PGN, 2, 1);

        assertCharged(Baseline.PGN, filled.marks().get(1).totals());
    }

    @Test
    void single_transactions_charge_each_identity_once() throws Exception {
        drain(Baseline.PG1, 4, 0);

        assertCharged(Baseline.PG1, filled.marks().get(0).totals());
    }

    @Test
    void a_repeated_batch_changes_nothing() throws Exception {
        drain(Baseline.PGN, 2, 1);
        BaselineMain.run(plan(Baseline.PGN, 2, 0));

        assertCharged(Baseline.PGN, filled.marks().get(1).totals());
    }

    @Test
    void the_copy_writes_an_entry_of_the_given_size_and_the_other_records() throws Exception {
        List<Long> entriesBefore = log(Topic.CREDIT_LEDGER).ends();
        List<Long> otherBefore = log(Topic.CREDIT_BALANCES).ends();
        BaselineMain.run(plan(Baseline.COPY, 2, 1));

        AtomicLong entries = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        log(Topic.CREDIT_LEDGER).read(entriesBefore, log(Topic.CREDIT_LEDGER).ends(), entry -> {
            entries.incrementAndGet();
            bytes.addAndGet(entry.value().length);
        });
        AtomicLong other = new AtomicLong();
        log(Topic.CREDIT_BALANCES)
                .read(otherBefore, log(Topic.CREDIT_BALANCES).ends(), entry -> other.incrementAndGet());
        assertThat(entries).hasValue(EVENTS);
        assertThat(bytes).hasValue(EVENTS * 300);
        assertThat(other.get()).isBetween(EVENTS / 2 - PARTITIONS, EVENTS / 2);
    }

    @Test
    void the_transform_prices_every_event_including_duplicates() throws Exception {
        List<Long> before = log(Topic.CREDIT_LEDGER).ends();
        BaselineMain.run(plan(Baseline.TRANSFORM, 2, 1));

        AtomicLong entries = new AtomicLong();
        AtomicLong micros = new AtomicLong();
        try (SchemaRegistryClient registry = Registry.connect(at.registryUrl())) {
            RegistryAvroCodec<LedgerEntryPosted> wire =
                    RegistryAvroCodec.of(registry, Topic.CREDIT_LEDGER, topics.prefix());
            log(Topic.CREDIT_LEDGER).read(before, log(Topic.CREDIT_LEDGER).ends(), entry -> {
                entries.incrementAndGet();
                micros.addAndGet(-wire.decode(entry.value()).getAmountMicros());
            });
        }
        assertThat(entries).hasValue(EVENTS);
        assertThat(micros).hasValue(filled.marks().get(1).totals().grossMicros());
    }

    private void drain(Baseline kind, int workers, int mark) throws Exception {
        try (Connection connection = PgConnection.open(database())) {
            PgTables.of(kind).create(connection, topics.accounts(), OPENING_MICROS);
            connection.commit();
        }
        BaselinePlan plan = plan(kind, workers, mark);
        BaselineMain.run(plan);
        assertThat(SharedProgress.open(Path.of(plan.progress()), workers).events())
                .isEqualTo(plan.input().events());
    }

    private void assertCharged(Baseline kind, Totals expected) throws Exception {
        try (Connection connection = PgConnection.open(database())) {
            Totals charged = PgTables.of(kind).charged(connection);
            assertThat(charged.charges()).isEqualTo(expected.charges());
            assertThat(charged.chargedMicros()).isEqualTo(expected.chargedMicros());
            assertThat(PgTables.of(kind).brokenAccounts(connection, OPENING_MICROS))
                    .isZero();
        }
    }

    private BaselinePlan plan(Baseline kind, int workers, int mark) {
        return new BaselinePlan(
                kind,
                BaselineProcess.input(topics, filled, mark),
                new BaselinePlan.Output(
                        Topic.CREDIT_LEDGER.topicName(topics.prefix()),
                        Topic.CREDIT_BALANCES.topicName(topics.prefix()),
                        100,
                        300,
                        500,
                        64),
                database(),
                workers,
                folder.resolve("progress").toString());
    }

    private BaselinePlan.Database database() {
        return new BaselinePlan.Database(at.jdbcUrl(), at.dbUser(), at.dbPassword(), false, BATCH);
    }

    private TopicLog log(Topic topic) {
        return topics.log(topic);
    }

    private long duplicates(long min, long max) {
        long duplicates = 0;
        for (long n = 0; n < EVENTS; n++) {
            long distance = n - filled.load().original(n);
            duplicates += distance > min && distance <= max ? 1 : 0;
        }
        return duplicates;
    }
}
