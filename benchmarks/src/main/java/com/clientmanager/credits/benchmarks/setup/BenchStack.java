package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.benchmarks.side.SidePlan;
import com.clientmanager.credits.localstack.Addresses;
import com.clientmanager.credits.localstack.ChildProcess;
import com.clientmanager.credits.localstack.LocalStack;
import com.clientmanager.credits.localstack.Part;
import com.clientmanager.credits.localstack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The real broker, registry and PostgreSQL in an empty folder, PostgreSQL tuned for this load. */
public final class BenchStack implements AutoCloseable {
    /** What an experienced operator would set on a small box for many writes; fsync and full pages stay on. */
    private static final List<String> TUNING = List.of(
            "shared_buffers = '1GB'",
            "wal_level = minimal",
            "max_wal_senders = 0",
            "max_wal_size = '8GB'",
            "wal_buffers = '64MB'",
            "checkpoint_timeout = '30min'",
            "work_mem = '64MB'",
            "jit = off");

    private static final String BROKER = "broker";

    private final LocalStack stack;
    private final Path folder;

    private BenchStack(LocalStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
    }

    /** Empties the folder and starts in it. */
    public static BenchStack start(Path folder) {
        delete(folder);
        LocalStack stack = LocalStack.start(StackOptions.in(folder)
                .durable()
                .withBrokerFlags("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:+AlwaysPreTouch"));
        BenchStack started = new BenchStack(stack, folder.toAbsolutePath().normalize());
        try {
            started.tunePostgres();
        } catch (SQLException e) {
            stack.close();
            throw new IllegalStateException(e);
        }
        return started;
    }

    private void tunePostgres() throws SQLException {
        Addresses at = stack.addresses();
        try (Connection connection = DriverManager.getConnection(at.jdbcUrl(), at.dbUser(), at.dbPassword());
                Statement statement = connection.createStatement()) {
            for (String setting : TUNING) {
                statement.execute("alter system set " + setting);
            }
        }
        stack.stop(Part.REGISTRY);
        stack.stop(Part.POSTGRES);
        stack.start(Part.POSTGRES);
        stack.start(Part.REGISTRY);
    }

    /** What PostgreSQL says it is. */
    String postgresVersion() {
        Addresses at = stack.addresses();
        try (Connection connection = DriverManager.getConnection(at.jdbcUrl(), at.dbUser(), at.dbPassword())) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Addresses addresses() {
        return stack.addresses();
    }

    Path folder() {
        return folder;
    }

    SidePlan.Database database(boolean waitsForDisk, int batch) {
        Addresses at = addresses();
        return new SidePlan.Database(at.jdbcUrl(), at.dbUser(), at.dbPassword(), waitsForDisk, batch);
    }

    /** A clock that counts broker and PostgreSQL. */
    CpuClock cpu() {
        CpuClock clock = new CpuClock();
        for (String part : List.of(BROKER, "postgres")) {
            ChildProcess.find(part, folder).ifPresent(process -> clock.with(part, process.pid()));
        }
        return clock;
    }

    long brokerPid() {
        return ChildProcess.find(BROKER, folder).orElseThrow().pid();
    }

    @Override
    public void close() {
        stack.close();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
