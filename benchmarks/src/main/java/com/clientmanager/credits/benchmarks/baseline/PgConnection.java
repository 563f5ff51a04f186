package com.clientmanager.credits.benchmarks.baseline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens connections with server-side prepared statements from the first use, without auto-commit. */
public final class PgConnection {
    private PgConnection() {}

    public static Connection open(BaselinePlan.Database database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("prepareThreshold", "1");
        Connection connection = DriverManager.getConnection(database.url(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = " + (database.waitsForDisk() ? "on" : "off"));
            // A custom plan for the actual arrays: the generic plan assumes ten rows and uses nested loops.
            statement.execute("set plan_cache_mode = " + (database.batch() > 1 ? "force_custom_plan" : "auto"));
        }
        connection.setAutoCommit(false);
        return connection;
    }
}
