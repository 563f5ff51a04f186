package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server with one user, a database for the product and one for the registry. */
final class Postgres {
    static final String USER = "credits";
    static final String PASSWORD = "credits";
    static final String PRODUCT_DATABASE = "credits";
    static final String REGISTRY_DATABASE = "registry";
    private static final Duration STARTUP_TIMEOUT = Duration.ofMinutes(1);

    private Postgres() {}

    static ChildProcess launch(StackOptions options) {
        Path data = options.folder().resolve("data/postgres");
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, data, options.folder());
        }
        ChildProcess process =
                ChildProcess.launch("postgres", options.folder(), serverCommand(binaries, data, options), Map.of());
        int port = options.ports().postgres();
        Waiting.whileAlive(process, STARTUP_TIMEOUT, () -> responds(port));
        createDatabase(port, PRODUCT_DATABASE);
        createDatabase(port, REGISTRY_DATABASE);
        return process;
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** Creates a database unless it exists. */
    static void createDatabase(int port, String name) {
        try (Connection connection = maintenance(port).getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("create database \"" + name + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create database " + name, e);
        }
    }

    /** A data source, because DriverManager cannot see the driver from every class loader of a Quarkus test. */
    private static DataSource maintenance(int port) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(port, "postgres"));
        source.setUser(USER);
        source.setPassword(PASSWORD);
        return source;
    }

    static boolean responds(int port) throws SQLException {
        try (Connection connection = maintenance(port).getConnection()) {
            return connection.isValid(1);
        }
    }

    private static List<String> serverCommand(PostgresBinaries binaries, Path data, StackOptions options) {
        List<String> command = new ArrayList<>(binaries.command("postgres", "-D", data.toString()));
        setting(command, "port", Integer.toString(options.ports().postgres()));
        setting(command, "listen_addresses", "localhost");
        setting(command, "unix_socket_directories", "");
        setting(command, "max_connections", "200");
        if (!options.fsync()) {
            setting(command, "fsync", "off");
            setting(command, "synchronous_commit", "off");
            setting(command, "full_page_writes", "off");
        }
        return command;
    }

    private static void setting(List<String> command, String name, String value) {
        command.add("-c");
        command.add(name + "=" + value);
    }

    private static void initialise(PostgresBinaries binaries, Path data, Path folder) {
        try {
            Files.createDirectories(data);
            Path logs = Files.createDirectories(folder.resolve("logs"));
            Path password = Files.writeString(folder.resolve("initdb-password"), PASSWORD);
            List<String> command = binaries.command(
                    "initdb",
                    "-D",
                    data.toString(),
                    "-U",
                    USER,
                    "-A",
                    "scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--pwfile=" + password);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(logs.resolve("initdb.log").toFile())
                    .start();
            int exit = process.waitFor();
            Files.delete(password);
            if (exit != 0) {
                throw new IllegalStateException("initdb failed, see " + logs.resolve("initdb.log") + ": "
                        + Files.readString(logs.resolve("initdb.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
