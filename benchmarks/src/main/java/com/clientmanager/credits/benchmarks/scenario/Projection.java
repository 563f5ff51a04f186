package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.load.Accounts;
import com.clientmanager.credits.benchmarks.load.Spread;
import com.clientmanager.credits.benchmarks.run.Findings.Row;
import com.clientmanager.credits.benchmarks.side.PgConnection;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.ServiceProcess;
import com.clientmanager.credits.schemas.Topic;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How fast billing-api projects a ledger that is already there into an empty database. */
public final class Projection {
    private static final long AN_HOUR_MS = 3_600_000;
    private static final String PREFIX = "projection-";

    private final BenchStack stack;
    private final Sizes sizes;
    private final Board board;
    private final Arena arena;

    /** Starts nothing yet. */
    public Projection(BenchStack stack, Sizes sizes, Board board) {
        this.stack = stack;
        this.sizes = sizes;
        this.board = board;
        int accounts = Math.min(100_000, sizes.accounts());
        this.arena = new Arena(
                stack.addresses(), PREFIX, new Accounts(accounts, Sizes.PARTITIONS), new Spread.Zipf(accounts));
    }

    /** Lets our engine write the ledger, then starts billing-api and times it. */
    public Findings run() throws SQLException, IOException {
        Ours ours = new Ours(stack, arena, Throughput.THREADS, board);
        ours.open();
        Filling.Filled filled = new Filling(arena, board)
                .fill(arena.load(1, System.currentTimeMillis() - AN_HOUR_MS), List.of(sizes.batchEvents()));
        Outcome written = ours.drain(filled, 0, 0);
        List<Long> ends = arena.log(Topic.CREDIT_LEDGER).ends();
        long offsets = ends.stream().mapToLong(Long::longValue).sum();
        try (Connection connection = PgConnection.open(stack.database(true, 1));
                Pipeline pipeline = new Pipeline(
                        stack.addresses(),
                        PREFIX,
                        stack.folder(),
                        LocalKeys.in(stack.folder().resolve("keys")))) {
            connection.setAutoCommit(true);
            ServiceProcess billing = pipeline.launch(Service.BILLING_API, "billing-api", freePort());
            Drained drained = new Stopwatch(
                            "projecting the ledger",
                            () -> projected(connection),
                            () -> billing.process().isAlive(),
                            stack.cpu().with("side", billing.process().pid()),
                            board)
                    .time(offsets / 4, offsets);
            long lines = count(connection);
            Findings findings = new Findings("Projection of the ledger into PostgreSQL, every commit on disk");
            findings.require(written.wrong());
            long rate = drained.rate() * lines / offsets;
            findings.figure(
                    "linesPerSecond", rate, new Row("ledger lines", "%,d a second".formatted(rate), "15,000 a second"));
            findings.row("lines projected", "%,d".formatted(lines), "");
            findings.row("CPU", drained.cpuMs() + " ms for " + drained.events(), "");
            return findings;
        }
    }

    /** Offsets of the ledger that are projected; 0 before the tables are there. */
    private static long projected(Connection connection) {
        try {
            return number(
                    connection,
                    "select coalesce(sum(next_offset), 0)::bigint from projection_offset where topic = 'CREDIT_LEDGER'");
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private static long count(Connection connection) throws SQLException {
        return number(connection, "select count(*) from ledger_line");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
