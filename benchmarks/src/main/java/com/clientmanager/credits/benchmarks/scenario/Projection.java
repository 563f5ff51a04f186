package com.clientmanager.credits.benchmarks.scenario;

import com.clientmanager.credits.benchmarks.baseline.PgConnection;
import com.clientmanager.credits.benchmarks.load.Sizes;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.benchmarks.probe.ProgressConsole;
import com.clientmanager.credits.benchmarks.probe.Stopwatch;
import com.clientmanager.credits.benchmarks.report.Findings;
import com.clientmanager.credits.benchmarks.report.Findings.Row;
import com.clientmanager.credits.benchmarks.report.Outcome;
import com.clientmanager.credits.benchmarks.report.Timing;
import com.clientmanager.credits.benchmarks.setup.BenchStack;
import com.clientmanager.credits.benchmarks.setup.EngineUnderTest;
import com.clientmanager.credits.benchmarks.setup.TopicFiller;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Ports;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.ServiceProcess;
import com.clientmanager.credits.schemas.Topic;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How fast billing-api projects an existing ledger into an empty database. */
public final class Projection {
    private static final long ONE_HOUR_MS = 3_600_000;
    private static final String PREFIX = "projection-";

    private final BenchStack stack;
    private final Sizes sizes;
    private final ProgressConsole console;
    private final TopicSet topics;

    public Projection(BenchStack stack, Sizes sizes, ProgressConsole console) {
        this.stack = stack;
        this.sizes = sizes;
        this.console = console;
        int accounts = Math.min(100_000, sizes.accounts());
        this.topics = stack.zipf(PREFIX, accounts);
    }

    /** Lets the engine write the ledger, then starts billing-api and times it. */
    public Findings run() throws SQLException, IOException {
        EngineUnderTest engine = new EngineUnderTest(stack, topics, Throughput.THREADS, console);
        engine.open();
        TopicFiller.FilledRange filled = new TopicFiller(topics, console)
                .fill(topics.load(1, System.currentTimeMillis() - ONE_HOUR_MS), List.of(sizes.batchEvents()));
        Outcome written = engine.drain(filled, 0, 0);
        List<Long> ends = topics.log(Topic.CREDIT_LEDGER).ends();
        long offsets = ends.stream().mapToLong(Long::longValue).sum();
        try (Connection connection = PgConnection.open(stack.database(true, 1));
                Pipeline pipeline = new Pipeline(
                        stack.addresses(),
                        PREFIX,
                        stack.folder(),
                        LocalKeys.in(stack.folder().resolve("keys")))) {
            connection.setAutoCommit(true);
            ServiceProcess billing = pipeline.launch(Service.BILLING_API, "billing-api", Ports.free());
            Timing timing = new Stopwatch(
                            "projecting the ledger",
                            () -> projected(connection),
                            () -> billing.process().isAlive(),
                            stack.cpu().with("application", billing.process().pid()),
                            console)
                    .time(offsets / 4, offsets);
            long entries = count(connection);
            Findings findings = new Findings("Projection of the ledger into PostgreSQL, every commit on disk");
            findings.require(written.error());
            long rate = timing.rate() * entries / offsets;
            findings.figure("entriesPerSecond", rate, new Row("ledger entries", "%,d/s".formatted(rate), "15,000/s"));
            findings.row("entries projected", "%,d".formatted(entries), "");
            findings.row("CPU", timing.cpuMs() + " ms for " + timing.events(), "");
            return findings;
        }
    }

    /** Ledger offsets projected so far; 0 before the tables exist. */
    private static long projected(Connection connection) {
        try {
            return number(
                    connection,
                    "select coalesce(sum(next_offset), 0)::bigint from projection_offset where topic = "
                            + "'CREDIT_LEDGER'");
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private static long count(Connection connection) throws SQLException {
        return number(connection, "select count(*) from ledger_entry");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
